import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { holdContract } from "./contract-reads.ts";
import { OBLIGATION_FIELDS } from "./contract-obligation.ts";
import { SUPPLIER_FIELDS, supplierFault } from "./contract-supplier.ts";
import { CONTRACT_FIELDS, contractFault } from "./contract.ts";
import { NEED_FIELDS } from "./procurement-need.ts";
import { FORM_FIELDS, formFault } from "./review-form.ts";

export const CONTRACTS: Register = {
  table: "contract", subject: "contract", action: "contract.keep", noun: "Avtalet", yearly: false, fields: CONTRACT_FIELDS, fault: contractFault, hold: holdRowsUnit("valid_from"), usedBy: { contract_supplier: "leverantörer", contract_obligation: "åtaganden", contract_review: "uppföljningar" },
  importing: { natural: ["name", "valid_from"], keyNames: ["Avtalsnummer", "Avtals-id"] },
};
export const { add: addContract, change: changeContract, remove: removeContract, take: takeContracts } = registerCommands(CONTRACTS);

export const CONTRACT_SUPPLIERS: Register = {
  table: "contract_supplier", subject: "contract_supplier", action: "contract.keep", noun: "Leverantören", yearly: false, fields: SUPPLIER_FIELDS, fault: supplierFault, single: ["contract_id", "name"], singleWords: "Leverantören finns redan under avtalet.",
  hold: (db, { committeeId }, row) => holdContract(db, committeeId, row["contract_id"]),
};
export const { add: addContractSupplier, change: changeContractSupplier, remove: removeContractSupplier } = registerCommands(CONTRACT_SUPPLIERS);

export const CONTRACT_OBLIGATIONS: Register = {
  table: "contract_obligation", subject: "contract_obligation", action: "contract.keep", noun: "Åtagandet", yearly: false, fields: OBLIGATION_FIELDS, single: ["contract_id", "interval", "name"], singleWords: "Åtagandet finns redan under avtalet.", usedBy: { contract_review_obligation: "ett läge som är infört vid en uppföljning" },
  hold: (db, { committeeId }, row) => holdContract(db, committeeId, row["contract_id"]),
  importing: { natural: ["contract_id", "interval", "name"], keyNames: [] },
};
export const { add: addContractObligation, change: changeContractObligation, remove: removeContractObligation, take: takeContractObligations } = registerCommands(CONTRACT_OBLIGATIONS);

export const PROCUREMENT_NEEDS: Register = { table: "procurement_need", subject: "procurement_need", action: "contract.keep", noun: "Upphandlingsbehovet", yearly: true, fields: NEED_FIELDS };
export const { add: addProcurementNeed, change: changeProcurementNeed, remove: removeProcurementNeed } = registerCommands(PROCUREMENT_NEEDS);

export const REVIEW_FORMS: Register = { table: "review_form", subject: "review_form", action: "contract.keep", noun: "Mallen", yearly: false, fields: FORM_FIELDS, fault: formFault, usedBy: { contract_review: "uppföljningar som är gjorda med den" }, single: ["name"], singleWords: "En mall med det namnet finns redan." };
export const { add: addReviewForm, change: changeReviewForm, remove: removeReviewForm } = registerCommands(REVIEW_FORMS);
