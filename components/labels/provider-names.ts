// Names of the providers of payment methods. A test compares the codes with PortOne's specification; an unknown code is
// shown as PortOne writes it.
import { bankNames } from "@/lib/domain/bank/bank-names";

/** [Korean, English] by PortOne's code. */
const names: Readonly<Record<string, readonly [string, string]>> = {
  SAMSUNGPAY: ["삼성페이", "Samsung Pay"],
  KAKAOPAY: ["카카오페이", "Kakao Pay"],
  NAVERPAY: ["네이버페이", "Naver Pay"],
  PAYCO: ["페이코", "PAYCO"],
  SSGPAY: ["SSG페이", "SSG Pay"],
  CHAI: ["차이", "CHAI"],
  LPAY: ["엘페이", "L.PAY"],
  KPAY: ["케이페이", "KPAY"],
  TOSSPAY: ["토스페이", "Toss Pay"],
  LGPAY: ["LG페이", "LG Pay"],
  PINPAY: ["핀페이", "PinPay"],
  APPLEPAY: ["애플페이", "Apple Pay"],
  SKPAY: ["SK페이", "SK Pay"],
  TOSS_BRANDPAY: ["토스 브랜드페이", "Toss Brandpay"],
  KB_APP: ["KB Pay", "KB Pay"],
  ALIPAY: ["알리페이", "Alipay"],
  HYPHEN: ["하이픈", "Hyphen"],
  TMONEY: ["티머니", "Tmoney"],
  PAYPAL: ["페이팔", "PayPal"],
  SMILEPAY: ["스마일페이", "Smile Pay"],
  MIR: ["미르", "Mir"],
  WECHAT: ["위챗페이", "WeChat Pay"],
  LINEPAY: ["라인페이", "LINE Pay"],
  KLARNA: ["클라르나", "Klarna"],
  GRABPAY: ["그랩페이", "GrabPay"],
  SHOPEEPAY: ["쇼피페이", "ShopeePay"],
  JKOPAY: ["제이코페이", "JKOPAY"],
  PAYPAY: ["페이페이", "PayPay"],
  AMAZONPAY: ["아마존페이", "Amazon Pay"],
  RAKUTENPAY: ["라쿠텐페이", "Rakuten Pay"],
  DBARAI: ["d바라이", "d Barai"],
  AUPAY: ["au페이", "au PAY"],
  MERPAY: ["메르페이", "Merpay"],
  MONEYTREE: ["머니트리", "Moneytree"],
  KPLUS: ["K플러스", "K PLUS"],
  TINABA: ["티나바", "Tinaba"],
  BILL_EASE: ["빌이즈", "BillEase"],
  KREDIVO: ["크레디보", "Kredivo"],
  RABBIT_LINE_PAY: ["래빗 라인페이", "Rabbit LINE Pay"],
  ALIPAY_HK: ["알리페이 홍콩", "AlipayHK"],
  AKULAKU_PAY_LATER: ["아쿨라쿠 페이레이터", "Akulaku PayLater"],
  BOOST: ["부스트", "Boost"],
  BPI: ["BPI", "BPI"],
  DANA: ["다나", "DANA"],
  G_CASH: ["지캐시", "GCash"],
  HIPAY: ["하이페이", "HiPay"],
  MPAY: ["엠페이", "MPay"],
  TOUCH_N_GO: ["터치앤고", "Touch 'n Go"],
  TRUE_MONEY: ["트루머니", "TrueMoney"],
  DOKU_WALLET: ["도쿠 월렛", "DOKU Wallet"],
  JENIUS_PAY: ["제니어스 페이", "Jenius Pay"],
  OVO: ["오보", "OVO"],
  MAYA: ["마야", "Maya"],
  QRIS: ["QRIS", "QRIS"],
  THAI_QR: ["타이 QR", "Thai QR"],
  GOOGLE_PAY: ["구글페이", "Google Pay"],
  BOOKNLIFE: ["도서문화상품권", "Booknlife"],
  SMART_MUNSANG: ["스마트문화상품권", "Smart Munsang"],
  CULTURELAND: ["컬쳐랜드", "Cultureland"],
  HAPPYMONEY: ["해피머니", "Happy Money"],
  CULTUREGIFT: ["문화상품권", "Culture Gift"],
  LAWSON: ["로손", "Lawson"],
  FAMILY_MART: ["패밀리마트", "FamilyMart"],
  MINI_STOP: ["미니스톱", "Ministop"],
  SEVEN_ELEVEN: ["세븐일레븐", "7-Eleven"],
  SEICOMART: ["세이코마트", "Seicomart"],
};

/** Returns the name of a bank, easy-pay service, gift certificate or store for a screen in `locale`. */
export function providerName(code: string, locale: string): string {
  const isKorean = locale.startsWith("ko");
  if (isBank(code)) return isKorean ? bankNames[code].ko : bankNames[code].en;
  const name = Object.hasOwn(names, code) ? names[code] : undefined;
  if (name === undefined) return code;
  return isKorean ? name[0] : name[1];
}

function isBank(code: string): code is keyof typeof bankNames {
  return Object.hasOwn(bankNames, code);
}
