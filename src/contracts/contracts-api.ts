import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Api, DbSource } from "../platform/http/api.ts";
import type { CommandSource } from "../platform/http/api-write.ts";
import { registerApi } from "../platform/http/register-api.ts";
import { valueOf } from "../platform/outcome.ts";
import { addReviewForm, changeReviewForm, removeReviewForm, REVIEW_FORMS, addContract, addContractObligation, addContractSupplier, addProcurementNeed, changeContract, changeContractObligation, changeContractSupplier, changeProcurementNeed, CONTRACT_OBLIGATIONS, CONTRACT_SUPPLIERS, CONTRACTS, PROCUREMENT_NEEDS, removeContract, removeContractObligation, removeContractSupplier, removeProcurementNeed } from "./contract-commands.ts";
import { addContractReview, changeContractReview, CONTRACT_REVIEWS, removeContractReview } from "./contract-review-commands.ts";

/** Contracts and what belongs to them, through the API. */
export function contractsApi(api: Api, db: DbSource, command: CommandSource): void {
  const common = { tag: "Avtal", place: CommitteeYear, committeeOf: async (own: Parameters<typeof findCommittee>[0], committee: string, year: number) => (await valueOf(findCommittee(own, committee, year))).id };
  registerApi(api, db, command, { ...common, path: "contracts", words: "avtal", register: CONTRACTS, commands: { add: addContract, change: changeContract, remove: removeContract } });
  registerApi(api, db, command, { ...common, path: "contract-suppliers", words: "leverantörer", register: CONTRACT_SUPPLIERS, commands: { add: addContractSupplier, change: changeContractSupplier, remove: removeContractSupplier } });
  registerApi(api, db, command, { ...common, path: "contract-obligations", words: "löpande åtaganden", register: CONTRACT_OBLIGATIONS, commands: { add: addContractObligation, change: changeContractObligation, remove: removeContractObligation } });
  registerApi(api, db, command, { ...common, path: "procurement-needs", words: "upphandlingsbehov", register: PROCUREMENT_NEEDS, commands: { add: addProcurementNeed, change: changeProcurementNeed, remove: removeProcurementNeed } });
  registerApi(api, db, command, { ...common, path: "review-forms", words: "mallar med frågor", register: REVIEW_FORMS, commands: { add: addReviewForm, change: changeReviewForm, remove: removeReviewForm } });
  registerApi(api, db, command, { ...common, path: "contract-reviews", words: "avtalsuppföljningar", register: CONTRACT_REVIEWS, commands: { add: addContractReview, change: changeContractReview, remove: removeContractReview } });
}
