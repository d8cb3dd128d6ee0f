/** Small numbers as they are written in words, and as figures. */
export const NUMBER_WORDS: Readonly<Record<string, string>> = { en: "1", ett: "1", två: "2", tre: "3", fyra: "4", fem: "5", sex: "6", sju: "7", åtta: "8", nio: "9", tio: "10", elva: "11", tolv: "12" };
