export { comparingCommittees, loadComparisonValues as listComparisonValues, loadMeasures as listComparisonMeasures, loadMunicipalities as listComparisonMunicipalities } from "./comparison-store.ts";
