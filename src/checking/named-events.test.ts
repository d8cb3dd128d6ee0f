import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Året", "", ...lines).map((one) => one.replace(/^\d+ /, ""));

test.each([
  ["Förskolan Solrosen öppnade i augusti 2023.", "Solrosen har sedan öppningen i augusti haft många besök.", []],
  ["Förskolan Solrosen öppnade den 2 september 2023.", "Solrosen har sedan öppningen i april haft många besök.", ["warning statements-differ –"]],
  ["Gruppbostaden Kvarnen öppnar i augusti 2024.", "Gruppbostaden Kvarnen byggs av bolaget. Inflyttningen sker i mars 2025.", ["warning statements-differ 2024"]],
  ["Förskolan Blåklockan stängdes den 30 juni.", "Under hösten fick barnen från Blåklockan plats på andra förskolor.", []],
  ["Förskolan Blåklockan stängdes den 30 juni.", "Under hösten har 51 barn gått på Blåklockan, som drivs vidare.", ["warning statements-differ –"]],
  ["Förskolan Blåklockan stängdes den 30 juni och barnen fick plats på förskolan Solrosen.", "Under hösten har 51 barn gått på Blåklockan, som drivs vidare med tre grupper.", ["warning statements-differ –"]],
  ["Skolan Almen öppnade i augusti 2023.", "Skolan Almen skulle ursprungligen ha öppnat i mars 2023.", []],
  ["Den 16 september 2023 driftsattes planeringssystemet Tidvis i alla enheter.", "Under våren 2024 påbörjas införandet av planeringssystemet Tidvis.", ["warning statements-differ –"]],
])("%s %s", (one, other, told) => expect(found(one, "", other)).toEqual(told));

test.each([
  ["Sjukfrånvaron ska ned till högst 6,8 procent 2024.", "Målet är att sjukfrånvaron inte ska vara högre än 6,8 procent 2024.", []],
  ["Sjukfrånvaron ska ned till högst 6,8 procent 2024.", "Målet är att sjukfrånvaron inte ska vara högre än 6,3 procent 2024.", ["warning statements-differ 6,8 %"]],
  ["Sjukfrånvaron ska ned till högst 6,8 procent 2024.", "Målet är att sjukfrånvaron inte ska vara högre än 6,3 procent 2025.", []],
])("%s %s", (one, other, told) => expect(found(one, "", other)).toEqual(told));
