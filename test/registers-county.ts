/**
 * A county of two towns and three villages whose registers do not agree, each figure small enough to
 * check by head: births of 2011 by three sources, head counts, moves, women, services, a bulletin.
 *
 * | birth | village | family planning       | hospital           | police  |
 * | ----- | ------- | --------------------- | ------------------ | ------- |
 * | C01   | Willow  | 5 January, boy        | the same           | the same |
 * | C02   | Willow  | 10 February, girl     | the same           | the same |
 * | C03   | Bamboo  | 15 March, boy         | 1 April, boy       |         |
 * | C04   | Pine    | 20 January, girl      |                    | the same |
 * | C05   | Pine    | 25 February, boy      | 25 February, girl  |         |
 * | C06   | Pine    |                       | 30 March, boy      | the same |
 * | C07   | Pine    | 11 November, boy      | (silent since October) |     |
 */
import { type PublishedFiles, publishFiles, type SmallExtract } from "./published-files.ts";

export const willow = "990001101001";
export const bamboo = "990001101002";
export const pine = "990001102001";

const county2011 = ["990001:2011-01..2011-12"];

/** All extracts, each received when its source usually sends it. */
export const registers: readonly SmallExtract[] = [
  {
    file: "areas.csv",
    source: "areas",
    received: "2010-01-04",
    rows: `
      code,name_zh,name_en,level,parent
      990001,小溪县,Xiaoxi County,county,
      990001101,东镇,East Town,township,990001
      990001102,西镇,West Town,township,990001
      ${willow},柳村,Willow Village,village,990001101
      ${bamboo},竹村,Bamboo Village,village,990001101
      ${pine},松村,Pine Village,village,990001102`,
  },
  {
    file: "births-family-planning-1.csv",
    source: "births-family-planning",
    received: "2011-07-20",
    covers: ["990001:2011-01..2011-06"],
    rows: `
      村编码,出生日期,性别,孩次,登记日期,出生证编号
      ${willow},2011-01-05,男,1,2011-01-20,C01
      ${willow},2011-02-10,女,2,2011-03-02,C02
      ${bamboo},2011-03-15,男,1,2011-03-28,C03
      ${pine},2011-01-20,女,1,2011-04-15,C04
      ${pine},2011-02-25,男,,2011-02-28,C05`,
  },
  {
    file: "births-family-planning-2.csv",
    source: "births-family-planning",
    received: "2012-01-20",
    covers: ["990001:2011-07..2011-12"],
    rows: `
      村编码,出生日期,性别,孩次,登记日期,出生证编号
      ${pine},2011-11-11,男,1,2011-11-30,C07`,
  },
  {
    file: "births-hospital.csv",
    source: "births-hospital",
    received: "2012-01-08",
    covers: county2011,
    except: [`${pine}:2011-10..2011-12`],
    rows: `
      村编码,出生时间,婴儿性别,胎次,出生医学证明编号
      ${willow},2011-01-05,男,1,C01
      ${willow},2011-02-10,女,2,C02
      ${bamboo},2011-04-01,男,1,C03
      ${pine},2011-02-25,女,1,C05
      ${pine},2011-03-30,男,1,C06`,
  },
  {
    file: "births-police.csv",
    source: "births-police",
    received: "2012-02-03",
    covers: county2011,
    rows: `
      区划代码,性别,出生日期,出生证编号
      ${willow},男,2011-01-05,C01
      ${willow},女,2011-02-10,C02
      ${pine},女,2011-01-20,C04
      ${pine},男,2011-03-30,C06`,
  },
  {
    file: "deaths.csv",
    source: "deaths",
    received: "2012-01-20",
    covers: county2011,
    rows: `
      area_code,month,sex,age,deaths
      ${willow},2011-05,男,70,1
      ${pine},2011-03,女,0,1`,
  },
  {
    file: "moves.csv",
    source: "migrants",
    received: "2012-01-09",
    covers: county2011,
    rows: `
      区划代码,月份,人口口径,迁入人数,迁出人数
      ${willow},2011-06,户籍,3,1
      ${pine},2011-08,户籍,0,2`,
  },
  {
    file: "population.csv",
    source: "population-register",
    received: "2012-02-20",
    covers: ["990001:2011-01..2012-01"],
    rows: `
      area,date,population_base,sex,age,population,married_women_count
      ${willow},2011-01-01,户籍,女,30,100,9
      ${bamboo},2011-01-01,户籍,女,30,50,5
      ${pine},2011-01-01,户籍,女,30,80,20
      ${willow},2012-01-01,户籍,女,30,101,10
      ${willow},2012-01-01,户籍,女,0,2,0
      ${bamboo},2012-01-01,户籍,女,30,49,5
      ${bamboo},2012-01-01,户籍,女,0,1,0
      ${pine},2012-01-01,户籍,女,30,79,20
      ${pine},2012-01-01,户籍,女,0,1,0`,
  },
  {
    file: "women.csv",
    source: "women-register",
    received: "2012-02-21",
    covers: ["990001:2012-01..2012-03"],
    rows: `
      区划代码,统计日期,人口口径,避孕方法,women_count
      ${willow},2012-01-01,户籍,iud,12
      ${willow},2012-01-01,户籍,none,1
      ${bamboo},2012-01-01,户籍,pill,4
      ${pine},2012-01-01,户籍,condom,20`,
  },
  {
    file: "services.csv",
    source: "contraception-services",
    received: "2012-01-08",
    covers: county2011,
    rows: `
      单位代码,统计月份,手术项目,例数
      ${willow},2011-09,上环,4
      ${willow},2011-09,取环,9`,
  },
  {
    file: "station.csv",
    source: "service-station-logs",
    received: "2012-01-04",
    covers: county2011,
    rows: `
      单位代码,服务站,统计月份,手术项目,例数
      ${willow},S1,2011-09,上环,3
      ${willow},S2,2011-09,上环,2
      ${willow},S1,2011-09,取环,2`,
  },
  {
    file: "bulletin.csv",
    source: "reported-figures",
    received: "2012-03-01",
    covers: county2011,
    rows: `
      文件,区划代码,年份,指标,编号,原文,单位
      bulletin-2011,990001,2011,births,1,6,人
      bulletin-2011,990001,2011,births,2,20230%,
      bulletin-2011,990001,2011,crudeBirthRate,3,25.86,‰
      bulletin-2011,990001,2011,crudeBirthRate,4,2.59,%
      bulletin-2011,990001,2011,crudeDeathRate,5,9.9,‰
      bulletin-2011,990001,2011,population,6,2.3e2,人`,
  },
];

/** The county, loaded and published: about two seconds. */
export function registersCounty(): Promise<PublishedFiles> {
  return publishFiles(registers);
}
