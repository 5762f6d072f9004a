// Names of PortOne's PG modules: [Korean, English]. PortOne documents the codes and most Korean names:
// https://developers.portone.io/opi/ko/support/code-info/pg-2
const names: Record<string, readonly [string, string]> = {
  HTML5_INICIS: ["KG이니시스", "KG Inicis"],
  PAYPAL: ["(구) 페이팔", "PayPal (old)"],
  PAYPAL_V2: ["페이팔", "PayPal"],
  INICIS: ["(구) KG이니시스", "KG Inicis (old)"],
  DANAL: ["다날 휴대폰결제", "Danal mobile"],
  NICE: ["(구) 나이스정보통신", "NICE Payments (old)"],
  DANAL_TPAY: ["다날", "Danal"],
  JTNET: ["JTNet", "JTNet"],
  UPLUS: ["(구) 토스페이먼츠", "Toss Payments (old)"],
  NAVERPAY: ["네이버페이 (결제형)", "Naver Pay"],
  KAKAO: ["Kakao", "Kakao"],
  SETTLE: ["헥토파이낸셜", "Hecto Financial"],
  KCP: ["NHN KCP", "NHN KCP"],
  MOBILIANS: ["KG파이낸셜", "KG Financial"],
  KAKAOPAY: ["카카오페이", "Kakao Pay"],
  NAVERCO: ["네이버페이 주문형", "Naver Pay Order"],
  SYRUP: ["Syrup", "Syrup"],
  KICC: ["이지페이(KICC)", "EasyPay (KICC)"],
  EXIMBAY: ["엑심베이", "Eximbay"],
  SMILEPAY: ["스마일페이", "Smile Pay"],
  PAYCO: ["페이코", "PAYCO"],
  KCP_BILLING: ["NHN KCP (정기)", "NHN KCP Billing"],
  ALIPAY: ["Alipay", "Alipay"],
  PAYPLE: ["Payple", "Payple"],
  CHAI: ["CHAI", "CHAI"],
  BLUEWALNUT: ["블루월넛", "Bluewalnut"],
  SMARTRO: ["(구) 스마트로", "Smartro (old)"],
  SMARTRO_V2: ["스마트로", "Smartro"],
  PAYMENTWALL: ["페이먼트월", "Paymentwall"],
  TOSSPAYMENTS: ["토스페이먼츠", "Toss Payments"],
  KCP_QUICK: ["NHN KCP 퀵페이", "NHN KCP Quick Pay"],
  DAOU: ["키움페이", "Kiwoom Pay"],
  GALAXIA: ["갤럭시아머니트리", "Galaxia Moneytree"],
  TOSSPAY: ["토스페이", "Toss Pay"],
  KCP_DIRECT: ["NHN KCP Direct", "NHN KCP Direct"],
  SETTLE_ACC: ["헥토파이낸셜 내통장결제", "Hecto Financial account"],
  SETTLE_FIRM: ["Hecto Financial firm banking", "Hecto Financial firm banking"],
  INICIS_UNIFIED: ["KG이니시스 통합인증", "KG Inicis identity"],
  KSNET: ["KSNET", "KSNET"],
  PINPAY: ["PinPay", "PinPay"],
  NICE_V2: ["나이스정보통신", "NICE Payments"],
  TOSS_BRANDPAY: ["토스페이먼츠 브랜드페이", "Toss Brandpay"],
  WELCOME: ["웰컴페이먼츠", "Welcome Payments"],
  TOSSPAY_V2: ["토스페이", "Toss Pay"],
  INICIS_V2: ["KG이니시스", "KG Inicis"],
  KPN: ["한국결제네트웍스(KPN)", "Korea Payment Networks (KPN)"],
  KCP_V2: ["NHN KCP", "NHN KCP"],
  HYPHEN: ["하이픈", "Hyphen"],
  EXIMBAY_V2: ["엑심베이", "Eximbay"],
  INICIS_JP: ["KG이니시스 일본결제", "KG Inicis Japan"],
  PAYLETTER_GLOBAL: ["페이레터 해외결제", "Payletter Global"],
  MOBILIANS_V2: ["KG파이낸셜", "KG Financial"],
  TRIPLE_A: ["Triple-A", "Triple-A"],
  KICC_V2: ["이지페이(KICC) 해외결제", "EasyPay Global (KICC)"],
  INNOPAY: ["Innopay", "Innopay"],
  HECTO_GLOBAL: ["헥토파이낸셜 해외결제", "Hecto Financial Global"],
};

type PgChoice = { value: string; label: string };

/**
 * Returns every PG module as the choices of a list: those in use, also of codes without a name, and the others. Modules of the
 * same name are distinguished by their codes.
 */
export function pgChoices(
  locale: string,
  inUse: readonly string[],
): Record<"inUse" | "others", readonly PgChoice[]> {
  const codes = [...new Set([...Object.keys(names), ...inUse])];
  const named = codes.map((value) => ({ value, label: pgName(value, locale) }));
  const all = named
    .map((choice) => {
      const isAlone = named.every((other) => other.value === choice.value || other.label !== choice.label);
      return isAlone ? choice : { ...choice, label: `${choice.label} (${choice.value})` };
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return {
    inUse: all.filter(({ value }) => inUse.includes(value)),
    others: all.filter(({ value }) => !inUse.includes(value)),
  };
}

/** Returns the name of a PG module; an unknown code is returned as it is. */
export function pgName(code: string, locale: string): string {
  const name = names[code];
  if (name === undefined) return code;
  return locale.startsWith("ko") ? name[0] : name[1];
}
