import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { addUserSurvey, changeUserSurvey, removeUserSurvey, USER_SURVEYS } from "./user-survey-commands.ts";
import { listUserSurveys } from "./user-survey-reads.ts";
import { surveyAnswers, SURVEY_STATUSES } from "./user-survey.ts";

/** The year's plan of surveys, what they showed and what changed. */
export function userSurveyPages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/undersokningar");
  registerPages(app, tools, {
    path: "/:committee/:year{[0-9]{4}}/kvalitet/undersokningar", active: "kvalitet", register: USER_SURVEYS, commands: { add: addUserSurvey, change: changeUserSurvey, remove: removeUserSurvey }, newTitle: "Ny undersökning", home,
    trail: (scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Brukarundersökningar</a></>, placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }), begun: () => ({ status: "planned" }),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      parent: (scope) => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>,
      title: ({ year }) => `Brukarundersökningar ${year}`,
      empty: ({ year }) => `Här förs årets plan för undersökningar och uppföljningar bland dem som verksamheten är till för: vad som undersöks, när nämnden får veta, vad det visade och vad som ändrades. Inget finns för ${year}.`,
      content: async (c, scope, hrefOf) => {
        const surveys = await listUserSurveys(tools.db(c), scope.committee.id, scope.year);
        if (!surveys.length) return null;
        const units = new Map(await unitChoices(tools.db(c), scope));
        const done = surveys.filter(({ status }) => status === "done");
        return (
          <>
            <p>{counted(surveys.length, "undersökning", "undersökningar")}, varav {done.length === 1 ? "en är genomförd" : `${done.length} är genomförda`}. <a href={pageHref(scope, "dokument", "/survey-plan")}>Planen som dokument</a></p>
            <WordTable sparse caption={`Brukarundersökningar ${scope.year}`} columns={["Uppföljning", "Innehåll", "Enhet", "Redovisning nämnd", "Läge", "Svarade", "Resultat", "Vad som har ändrats"]} rows={surveys.map((survey) => {
              const href = hrefOf(survey);
              return { id: `rad-${survey.id}`, cells: [href ? <a href={href}>{survey.name}</a> : survey.name, survey.content, survey.unitId === null ? "" : units.get(String(survey.unitId)), survey.presentation, `${SURVEY_STATUSES[survey.status]}${survey.doneOn ? ` ${survey.doneOn}` : ""}`, surveyAnswers(survey), survey.result, survey.changed] };
            })} />
          </>
        );
      },
    },
  });
}
