/**
 * The fee in won that is deducted from the settlement of a deposit to a virtual account: of 10,000 paid, 9,700 are
 * settled. https://developers.portone.io/opi/ko/integration/cancel/v2/readme
 */
export const virtualAccountIssueFee = 300;
