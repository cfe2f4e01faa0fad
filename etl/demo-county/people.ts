/**
 * Names, identity numbers, telephone numbers and addresses that cannot be anybody's: surnames that
 * are no surnames, a region code and a dialling code that do not exist. A test looks for them in
 * everything that is published.
 */
import type { SeededRandom } from "./seeded-random.ts";

const surnames = [..."虚拟样测幻假仿"];
const givenNames = [..."云霞溪竹雨雪兰菊荷萍莺燕珍珠琴棋书画春夏秋冬晨晚星月松柏"];

/** A made-up name of three characters. */
export function madeUpName(random: SeededRandom): string {
  return random.pick(surnames) + random.pick(givenNames) + random.pick(givenNames);
}

/** An 18-digit identity number of the region 990521, which no person has. `born` is yyyymmdd. */
export function madeUpIdentityNumber(born: string, female: boolean, random: SeededRandom): string {
  const order = random.below(500) * 2 + (female ? 0 : 1);
  return `990521${born}${String(order).padStart(3, "0")}${random.pick([..."0123456789X"])}`;
}

/** An 11-digit telephone number; no mobile number begins with 100. */
export function madeUpTelephone(random: SeededRandom): string {
  return `1000521${String(random.below(10000)).padStart(4, "0")}`;
}

/** A home address; the road is called 虚拟路, which means "virtual road". */
export function madeUpAddress(place: string, random: SeededRandom): string {
  return `${place}虚拟路${1 + random.below(400)}号`;
}
