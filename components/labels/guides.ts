// PortOne's pages that texts link to.

export const cancelGuide = "https://developers.portone.io/opi/ko/integration/cancel/v2/readme";
export const consoleGuide = "https://developers.portone.io/opi/ko/console/guide/payments";
export const reversalGuide = "https://help.portone.io/content/cancel-reversal";
