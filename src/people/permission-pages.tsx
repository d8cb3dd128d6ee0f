import type { Hono } from "hono";
import { isAction, PERMISSIONS, permits } from "../permission/permission.ts";
import { isRole, ROLE_NAMES, ROLES } from "../permission/role.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { TableScroll } from "../platform/ui/figures.tsx";

export function permissionPages<Scope>(app: Hono, tools: PageTools<Scope>): void {
  app.get("/behorighet", guard("own-account"), (c) => tools.page(c, { title: "Vem får göra vad", active: "behorighet", body: <PermissionTable /> }));
}

/** The table of who may do what, as the program itself asks it. */
const PermissionTable = () => (
  <>
    <h1>Vem får göra vad</h1>
    <p>En roll gäller för en del av organisationen: en enhet med allt som ligger under den, och för en tid. Den som har en roll i en del av en nämnd läser också nämndens egna sidor. Flyttas en enhet in under en annan vid en omorganisation gäller tidigare givna roller inte för den förrän en administratör har bekräftat det.</p>
    <TableScroll label="Behörigheter">
      <table class="figures permissions">
        <caption>Roller och vad de får göra</caption>
        <thead><tr><th scope="col">Vad</th>{ROLE_NAMES.map((role) => <th scope="col"><span>{ROLES[role].name}</span></th>)}</tr></thead>
        <tbody>
          {Object.entries(PERMISSIONS).filter(([action]) => isAction(action) && !["sign-in", "own-account"].includes(action)).map(([action, { label }]) => (
            <tr><th scope="row">{label}</th>{ROLE_NAMES.map((role) => <td>{permits(role, action) ? <><span aria-hidden="true">●</span><span class="visually-hidden">ja</span></> : <span class="visually-hidden">nej</span>}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
    <h2>Rollerna</h2>
    <dl class="terms">{ROLE_NAMES.filter(isRole).map((role) => <><dt>{ROLES[role].name}</dt><dd>{ROLES[role].meaning}</dd></>)}</dl>
  </>
);
