/** What the program can be asked to do from the command line. */
export const USAGE = `rodtrad – öppet system för kommunal planering, budget och uppföljning

  rodtrad read FIL [--json] [--save]      läs en publicerad rapport (.txt, .md, .pdf, .docx)
      --json                              skriv allt som förstods som JSON
      --save                              spara i registret; det som är osäkert sparas inte
      --unsure                            spara även det osäkra
      --municipality, --committee, --year när dokumentet inte säger det självt
  rodtrad report SORT --committee NÄMND --year ÅR --format pdf|docx|html --out FIL [--charts]
      SORT är annual-report (årsredovisning), operational-plan (verksamhetsplan och budget), control-plan (internkontrollplan),
      interim-report-08 (delårsrapport per augusti) eller ett dokument som nämnden har gjort
  rodtrad ledger read FIL [--json]        vad en huvudboksfil (SIE 1–5) säger, och om den går ihop; inget sparas
  rodtrad ledger import FIL --committee NÄMND [--source HUVUDBOK] [--json]  läs in utfall ur SIE, CSV eller XLSX; månader som redan finns ersätts
  rodtrad economy NÄMND ÅR [--to MÅNAD] [--json]  utfall, budget, föregående år och prognos per rad
  rodtrad archive NÄMND ÅR [--out MAPP]   årets beslutade dokument och diarium som ett paket till e-arkivet (E-ARK)
  rodtrad check FIL [--against ANNAN …] [--json]
                                          vad i en handling som säger emot sig självt, eller emot förra årets handling eller planen, med räkningen; svarskod 1 när något är fel
  rodtrad check-pdf FIL                   kontrollera att en PDF är tillgänglig (PDF/UA-1)
  rodtrad unit list [--from DAG]          enheter och nämnder med alla namn, eller de som finns en dag
  rodtrad unit add NAMN --under ID --kind committee|company|joint-authority|administration|unit --from DAG
  rodtrad unit rename ID NAMN --from DAG  nytt namn från en dag
  rodtrad unit merge ID,ID INTO --from DAG  enheter går upp i en annan
  rodtrad unit split ID NAMN,NAMN --from DAG [--goes-on]  nya enheter ur en annan, som upphör eller går vidare
  rodtrad unit move ID --under ID --from DAG  enheten byter plats
  rodtrad unit end ID --from DAG          enheten upphör
  rodtrad user link E-POST                 gör en engångslänk åt den som har låsts ute
  rodtrad audit verify [--expect NR:SUMMA] kontrollera att loggens kedja håller, och att en tidigare antecknad händelse finns kvar
  rodtrad backup FIL [--key-file FIL]     säkerhetskopia av allt, medan Rödtråd går; krypterad med nyckelfil
  rodtrad restore FIL [--key-file FIL]    återläs till en tom datamapp eller databas (DATABASE_URL)
  rodtrad move --to postgres://…          flytta allt från den inbyggda databasen till en server
  rodtrad openapi                         API:ets beskrivning (OpenAPI 3.1)
  rodtrad start                           starta webben

Inställningar i miljön: PORT, HOST, DATABASE_URL, LOG_LEVEL.
`;
