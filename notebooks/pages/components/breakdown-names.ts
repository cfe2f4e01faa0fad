/** What the groups of a breakdown are called. */
import type { Formats } from "./format.js";

const names: Readonly<Record<string, readonly [zh: string, one: string, many: string]>> = {
  AGE_BAND: ["年龄组", "age band", "age bands"],
  BIRTH_ORDER: ["孩次", "birth order", "birth orders"],
  SEX: ["性别", "sex", "sexes"],
  METHOD: ["避孕方法", "method", "methods"],
  TOPIC: ["主题", "topic", "topics"],
  PROGRAMME: ["项目", "programme", "programmes"],
  CHILDREN: ["子女数", "number of children", "numbers of children"],
  SERVICE: ["服务项目", "service", "services"],
  ENTITLEMENT: ["奖励政策", "entitlement", "entitlements"],
  POLICY_CLASS: ["政策类别", "policy class", "policy classes"],
};

/** `孩次`, `birth order`; with `many` in English `birth orders`. */
export function breakdownNoun(by: string, format: Formats, many = false): string {
  const [zh, one, plural] = names[by] ?? ["组", "group", "groups"];
  return format.say(zh, many ? plural : one);
}

/** A category as a heading: birth orders need their noun in English. */
export function categoryName(
  by: string,
  category: { readonly zh: string; readonly en: string },
  format: Formats,
): string {
  if (by !== "BIRTH_ORDER" || format.lang === "zh") return format.name(category);
  return `${format.opening(category.en)} births`;
}
