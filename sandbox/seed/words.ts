// Invented people and goods. Addresses use example.com; phone numbers have the usual form and mean nobody.
import type { JsonObject } from "../state/records.ts";
import type { Chance } from "./chance.ts";

const families = [
  ["김", "kim"],
  ["이", "lee"],
  ["박", "park"],
  ["최", "choi"],
  ["정", "jung"],
  ["강", "kang"],
  ["조", "cho"],
  ["윤", "yoon"],
  ["장", "jang"],
  ["임", "lim"],
  ["한", "han"],
  ["오", "oh"],
  ["서", "seo"],
  ["신", "shin"],
  ["권", "kwon"],
  ["황", "hwang"],
  ["남궁", "namgung"],
] as const;
const givens = [
  ["민서", "minseo"],
  ["서연", "seoyeon"],
  ["도윤", "doyoon"],
  ["하준", "hajun"],
  ["지우", "jiwoo"],
  ["수아", "sua"],
  ["예준", "yejun"],
  ["하은", "haeun"],
  ["지호", "jiho"],
  ["유진", "yujin"],
  ["현우", "hyunwoo"],
  ["소율", "soyul"],
  ["준서", "junseo"],
  ["다은", "daeun"],
  ["시우", "siwoo"],
  ["채원", "chaewon"],
  ["은지", "eunji"],
  ["성민", "sungmin"],
  ["보람", "boram"],
  ["재현", "jaehyun"],
  ["미경", "mikyung"],
  ["영수", "youngsoo"],
  ["가온", "gaon"],
  ["슬기", "seulgi"],
] as const;

export function customer(chance: Chance): JsonObject {
  const [family, familyRoman] = chance.one(families);
  const [given, givenRoman] = chance.one(givens);
  const number = chance.between(10, 99);
  return {
    id: `cust-${chance.between(10_000, 99_999)}`,
    name: `${family}${given}`,
    email: `${givenRoman}.${familyRoman}${number}@example.com`,
    phoneNumber: `010-${chance.between(2000, 9999)}-${String(chance.between(0, 9999)).padStart(4, "0")}`,
    ...(chance.is(0.3)
      ? {
          zipcode: "04524",
          address: { type: "ONE_LINE", oneLine: `서울특별시 중구 세종대로 ${chance.between(1, 200)}` },
        }
      : {}),
  };
}

/** Goods of a small Korean shop: name and price in won. */
const goods = [
  ["린넨 셔츠", 39_000],
  ["오가닉 코튼 티셔츠", 24_000],
  ["와이드 데님 팬츠", 58_000],
  ["캐시미어 머플러", 72_000],
  ["메리노 울 니트", 64_000],
  ["경량 패딩 조끼", 89_000],
  ["캔버스 토트백", 32_000],
  ["소가죽 카드지갑", 45_000],
  ["러닝화 에어라이트", 119_000],
  ["핸드드립 원두 500g", 18_500],
  ["디퓨저 세트", 27_000],
  ["세라믹 머그컵 2P", 22_000],
  ["무선 이어폰 케이스", 15_900],
  ["접이식 캠핑 의자", 49_800],
  ["아로마 핸드크림", 12_000],
  ["스테인리스 텀블러", 26_500],
  ["요가 매트 6mm", 34_000],
  ["겨울용 극세사 이불", 79_000],
  ["미니 가습기", 28_900],
  ["원목 스툴", 66_000],
] as const;

/** Returns an order name such as "린넨 셔츠 외 2건" and its total in won. */
export function order(chance: Chance): { orderName: string; total: number } {
  const [name, price] = chance.one(goods);
  const others = chance.is(0.45) ? chance.between(1, 4) : 0;
  const rest = Array.from({ length: others }, () => chance.one(goods)[1]).reduce(
    (sum, each) => sum + each,
    0,
  );
  return { orderName: others > 0 ? `${name} 외 ${others}건` : name, total: price + rest };
}

/** Orders with a tax-free part: name, total and tax-free amount in won. */
export const mixedTaxOrders = [
  ["유기농 쌀 10kg 외 1건", 45_900, 32_000],
  ["제철 과일 꾸러미", 38_000, 38_000],
  ["한우 국거리 600g 외 3건", 87_400, 61_900],
  ["도서 『작은 가게의 회계』 외 문구 2종", 31_500, 18_000],
  ["수산물 선물세트", 120_000, 110_000],
  ["반찬 정기배송 4주", 96_000, 54_000],
] as const;

export const cancelReasons = [
  "고객 단순 변심",
  "사이즈 교환 불가로 환불",
  "상품 불량",
  "배송 지연",
  "품절로 인한 부분 취소",
  "중복 주문",
  "주문 실수",
] as const;

export const payFailures = [
  { reason: "한도 초과", pgCode: "3006", pgMessage: "이용한도를 초과하였습니다." },
  { reason: "잔액 부족", pgCode: "3011", pgMessage: "잔액이 부족합니다." },
  { reason: "사용자 취소", pgCode: "PAY_PROCESS_CANCELED", pgMessage: "사용자가 결제를 취소하였습니다." },
  { reason: "카드 정지", pgCode: "3021", pgMessage: "정지된 카드입니다." },
] as const;

export const cardCompanies = [
  ["신한카드", "43875612"],
  ["삼성카드", "53102011"],
  ["현대카드", "40222011"],
  ["국민카드", "55710412"],
  ["롯데카드", "51880310"],
  ["하나카드", "41170211"],
  ["우리카드", "53831012"],
  ["농협카드", "54618010"],
  ["비씨카드", "94092011"],
] as const;

export const pgNames: Readonly<Record<string, string>> = {
  TOSSPAYMENTS: "토스페이먼츠",
  INICIS_V2: "KG이니시스",
  KCP_V2: "NHN KCP",
  NICE_V2: "나이스정보통신",
  KSNET: "KSNET",
  SMARTRO_V2: "스마트로",
  KPN: "한국결제네트웍스",
  WELCOME: "웰컴페이먼츠",
  DANAL_TPAY: "다날",
  GALAXIA: "갤럭시아머니트리",
  KAKAOPAY: "카카오페이",
  NAVERPAY: "네이버페이",
  TOSSPAY_V2: "토스페이",
  DAOU: "키움페이",
  MOBILIANS_V2: "KG파이낸셜",
  TRIPLE_A: "Triple-A",
  PAYPAL_V2: "페이팔",
  EXIMBAY_V2: "엑심베이",
  KICC_V2: "이지페이 해외결제",
  PAYMENTWALL: "페이먼트월",
  HECTO_GLOBAL: "헥토파이낸셜 해외결제",
  PAYLETTER_GLOBAL: "페이레터 해외결제",
  INICIS_JP: "KG이니시스 일본결제",
};
