export { loadFeeRates as listFeeRates, loadPriceBaseAmount as priceBaseAmount } from "./fee-rate-store.ts";
