// `V1`: written for the older module, a hint for V2. `help`: the module is not stated. The help centre's pages are also
// files: an address ends with the file name, as in the cancel guide's link to cancel-deadline-by-paymethod.

const guide = (path: string) => `https://developers.portone.io/opi/ko/${path}`;
const help = (name: string) => `https://help.portone.io/content/${name}`;

const notice = (name: string) => `https://help.portone.io/news/content/${name}`;

export const checkedOn = "2026-11-22";

export type Scope = "V2" | "V1" | "help";

export const portonePages = {
  api: { url: "https://developers.portone.io/api/rest-v2/payment", scope: "V2" },
  cancel: { url: guide("integration/cancel/v2/readme"), scope: "V2" },
  "virtual-account": { url: guide("integration/virtual-account/readme"), scope: "V2" },
  promotion: { url: guide("extra/promotion/refund"), scope: "V2" },
  ready: { url: guide("integration/ready/readme"), scope: "V2" },
  terms: { url: guide("support/pg-terms"), scope: "V2" },
  eximbay: { url: guide("integration/pg/v2/eximbay-v2"), scope: "V2" },
  inicis: { url: guide("integration/pg/v2/inicis-v2"), scope: "V2" },
  "inicis-jp": { url: guide("integration/pg/v2/inicis-jp"), scope: "V2" },
  kcp: { url: guide("integration/pg/v2/kcp-v2"), scope: "V2" },
  kicc: { url: guide("integration/pg/v2/kicc-v2"), scope: "V2" },
  kpn: { url: guide("integration/pg/v2/kpn"), scope: "V2" },
  ksnet: { url: guide("integration/pg/v2/ksnet"), scope: "V2" },
  nice: { url: guide("integration/pg/v2/nice-v2"), scope: "V2" },
  paymentwall: { url: guide("integration/pg/v2/paymentwall"), scope: "V2" },
  paypal: { url: guide("integration/pg/v2/paypal-v2"), scope: "V2" },
  smartro: { url: guide("integration/pg/v2/smartro-v2"), scope: "V2" },
  tosspayments: { url: guide("integration/pg/v2/tosspayments"), scope: "V2" },
  "triple-a": { url: guide("integration/pg/v2/triple-a"), scope: "V2" },
  "brandpay-v1": { url: guide("integration/pg/v1/toss-brandpay/warning"), scope: "V1" },
  "daou-v1": { url: guide("integration/pg/v1/daou/undefined"), scope: "V1" },
  "kakaopay-v1": { url: guide("integration/pg/v1/kakaopay"), scope: "V1" },
  "kcp-codes-v1": { url: guide("support/code-info/pg-3"), scope: "V1" },
  "mobilians-v1": { url: guide("integration/pg/v1/kg-mobilians-v2"), scope: "V1" },
  "inicis-v1": { url: guide("integration/pg/v1/inicis"), scope: "V1" },
  "naver-v1": { url: guide("integration/pg/v1/naver"), scope: "V1" },
  "nice-v1": { url: guide("integration/pg/v1/nice"), scope: "V1" },
  "paymentwall-v1": {
    url: "https://developers.portone.io/release-notes/api-sdk/2023-07-17",
    scope: "V1",
  },
  "smartro-v1": { url: guide("integration/pg/v1/smartro-v2/api"), scope: "V1" },
  "tosspay-v1": { url: guide("integration/pg/v1/tosspay-v2/caution"), scope: "V1" },
  "welcome-api-v1": { url: guide("integration/pg/v1/welcome/api"), scope: "V1" },
  "welcome-v1": { url: guide("integration/pg/v1/welcome/caution"), scope: "V1" },
  "help-deadline": { url: help("cancel-deadline-by-paymethod"), scope: "help" },
  "help-deadline-faq": { url: help("cancel-deadline"), scope: "help" },
  "help-refund-date": { url: help("refund-date"), scope: "help" },
  "help-partial": { url: help("impossible-partial-cancel"), scope: "help" },
  "help-escrow": { url: help("content200006"), scope: "help" },
  "help-test-cancel": { url: help("test-mode-cancel"), scope: "help" },
  "help-test-account": { url: help("vbank-test-guide"), scope: "help" },
  "help-danal": { url: help("danal"), scope: "help" },
  "help-daou": { url: help("daou"), scope: "help" },
  "help-welcome": { url: help("welcome"), scope: "help" },
  "help-test": { url: help("test-integration"), scope: "help" },
  "help-nice": { url: help("nice"), scope: "help" },
  "help-inicis-account": { url: help("inicis-vbank-refund"), scope: "help" },
  "help-inicis-vat": { url: help("inicis-vat"), scope: "V1" },
  "help-kcp-vat": { url: help("kcp-vat"), scope: "V1" },
  "help-naver": { url: help("naverpay-review-items"), scope: "help" },
  "help-naver-closed": { url: notice("notice-payletter-2025-10-24"), scope: "help" },
  "help-paymentwall": { url: help("paymentwall-international"), scope: "help" },
} as const satisfies Record<string, { url: string; scope: Scope }>;

export type PortonePage = keyof typeof portonePages;
