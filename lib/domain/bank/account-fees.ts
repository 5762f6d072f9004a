// https://developers.portone.io/opi/ko/integration/cancel/v2/readme
/** In won, deducted from the settlement of each deposit: of 10,000 paid, 9,700 are settled. */
export const virtualAccountIssueFee = 300;
