import type { Context, Hono } from "hono";
import type { Scope } from "./organisation/scope.ts";
import type { PageTools } from "./platform/http/shell.ts";
import { loadPublisher } from "./publishing/published-document-reads.ts";
import { lookStyle } from "./documents/html-renderer.tsx";
import { feedbackPages } from "./quality/feedback-pages.tsx";
import { feedbackFormPages } from "./quality/feedback-form-pages.tsx";
import { courtRulingPages } from "./quality/court-ruling-pages.tsx";
import { ownControlPages } from "./quality/own-control-pages.tsx";
import { userSurveyPages } from "./quality/user-survey-pages.tsx";
import { unexecutedDecisionPages } from "./quality/unexecuted-decision-pages.tsx";
import { qualityPages } from "./quality/quality-pages.tsx";
import { incidentPages } from "./quality/incident-pages.tsx";
import { lexSarahPages } from "./quality/lex-sarah-pages.tsx";
import { contractPages } from "./contracts/contract-pages.tsx";
import { contractPartPages } from "./contracts/contract-part-pages.tsx";
import { contractReviewPages } from "./contracts/contract-review-pages.tsx";
import { holderPages } from "./inspections/holder-pages.tsx";
import { inspectionPages } from "./inspections/inspection-pages.tsx";
import { licencePages } from "./inspections/licence-pages.tsx";
import { matterPages } from "./matters/matter-pages.tsx";
import { meetingPages } from "./matters/meeting-pages.tsx";
import { partyAgreementPages } from "./matters/party-agreement-pages.tsx";
import type { FeedbackForm } from "./quality/feedback-form-pages.tsx";

/** The pages of the registers of quality, contracts, inspections and matters, and what others than those who work here may send. */
export function registersWeb(web: Hono, tools: PageTools<Scope>, site: Omit<FeedbackForm, "publisher"> & { readonly secure: boolean; origin(c: Context): string }): void {
  qualityPages(web, tools);
  unexecutedDecisionPages(web, tools);
  feedbackPages(web, tools);
  incidentPages(web, tools);
  lexSarahPages(web, tools);
  userSurveyPages(web, tools);
  ownControlPages(web, tools);
  courtRulingPages(web, tools);
  contractPages(web, tools);
  contractPartPages(web, tools);
  contractReviewPages(web, tools);
  inspectionPages(web, tools);
  licencePages(web, tools, site);
  matterPages(web, tools);
  meetingPages(web, tools);
  partyAgreementPages(web, tools);
  const own = { ...site, publisher: async () => { const { look, name } = await loadPublisher(site.db); return { name, style: lookStyle(look) }; } };
  feedbackFormPages(web, own);
  holderPages(web, own);
}
