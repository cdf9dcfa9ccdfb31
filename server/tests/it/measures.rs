//! The pages of measures and the scorecard: from a file of readings to the executive's page.

use crate::app::on_both;

const READINGS: &str = "\u{feff}سنجه;واحد;ماه;مقدار\r\nدرآمد;1;۱۴۰۵/۰۷;۱٬۲۰۰\r\nrevenue;1;2026-11;1300\r\n";
const IMPORT: &str = "/measures/import";
const CHURN: &str = "/measures/of/churn";
const SCORECARD: &str = "/scorecard";

on_both!(readings_are_looked_at_before_they_count, |app| {
    let hr = app.hr().await;
    assert!(hr.get("/measures").await.expect(200).has("/measures/import"));
    hr.get("/measures/import").await.expect(200);
    let preview = hr.upload(IMPORT, &[], &[("file", "r.csv", READINGS.as_bytes())]).await.expect(200);
    assert!(preview.has("۲ مقدار تازه"), "{}", preview.html);
    assert!(!hr.get(SCORECARD).await.expect(200).has("۱٬۳۰۰"), "nothing counts before it is confirmed");
    let draft = preview.html.split("name=\"draft\" value=\"").nth(1).and_then(|rest| rest.get(..36)).expect("a draft");
    hr.post("/measures/import/apply", &[("draft", draft)]).await.expect(200);
    assert!(hr.get(SCORECARD).await.expect(200).has("۱٬۳۰۰"));
    hr.post("/measures/import/apply", &[("draft", draft)]).await.expect(404);
    let again = hr.upload(IMPORT, &[], &[("file", "r.csv", READINGS.as_bytes())]).await.expect(200);
    assert!(!again.has("name=\"draft\""), "there is nothing left to import");
});

on_both!(bad_files_come_back_with_what_to_change, |app| {
    let hr = app.hr().await;
    let bad = "measure,unit,month,value\nrevenue,99,2026-10,NaN\n";
    let page = hr.upload(IMPORT, &[], &[("file", "r.csv", bad.as_bytes())]).await.expect(422);
    assert!(page.has("99") && page.has("NaN"));
    for (name, content) in [("", ""), ("a.csv", "a,b\n1,2\n"), ("a.xlsx", "PK\u{3}\u{4}nonsense")] {
        hr.upload(IMPORT, &[], &[("file", name, content.as_bytes())]).await.expect(422);
    }
    hr.post("/measures/import/apply", &[("draft", "forged")]).await.expect(404);
});

on_both!(targets_are_typed_in_either_digits_and_mistakes_keep_what_was_typed, |app| {
    let hr = app.hr().await;
    let form = |target, threshold| [("unit", ""), ("target", target), ("threshold", threshold)];
    hr.post(CHURN, &form("۲", "۳٫۵")).await.expect(303);
    assert!(hr.get("/measures").await.expect(200).has("۳٫۵"));
    let beyond = hr.post(CHURN, &form("2", "1")).await.expect(422);
    assert!(beyond.has("aria-invalid=\"true\"") && beyond.has("value=\"1\""));
    hr.get("/measures/of/nothing").await.expect(404);
    hr.get("/measures/add").await.expect(200);
    hr.post("/measures/add", &[("key", "Wrong Key")]).await.expect(422);
});

on_both!(an_empty_scorecard_and_linkage_say_what_is_missing, |app| {
    let hr = app.hr().await;
    hr.get(SCORECARD).await.expect(200);
    hr.get("/linkage").await.expect(200);
    hr.get("/scorecard/churn").await.expect(404);
    hr.get("/scorecard?unit=00000000-0000-4000-8000-000000000000").await.expect(404);
    hr.get("/scorecard?unit=forged").await.expect(404);
});
