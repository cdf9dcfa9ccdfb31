//! The pages of people and customers: import from upload to list, roles, and what others must not reach.

use ayeneh_core::{people, testing};
use ayeneh_domain::permission::{Grant, Role};

use crate::app::on_both;

const COMPANY: &str = "code;name;email;unit;unit_name_fa;parent;manager;level;tenure\r\n\
    10;آزاده;azadeh@narvan.example;HQ;نارون;;;executive;over_8\r\n\
    11;بهرام;bahram@narvan.example;TEH;تهران;HQ;10;manager;3_to_8\r\n";
const CUSTOMERS: &str = "account,account_name,unit,code,name,email\n\
    K1,پخش کیمیا,TEH,C1,ژاله,jaleh@kimia.example\nK1,,,C2,هومن,hooman@kimia.example\n";

on_both!(a_staff_list_goes_from_upload_over_preview_to_the_list, |app| {
    let hr = app.hr().await;
    let empty = hr.get("/people").await.expect(200);
    assert!(empty.has("/people/import"), "the empty list says what to do");
    hr.get("/people/import").await.expect(200);
    let sent = hr.upload("/people/import", &[], &[("file", "staff.csv", COMPANY.as_bytes())]).await.expect(303);
    let preview = hr.get(&sent.location).await.expect(200);
    assert!(preview.has("بهرام") && preview.has("TEH"));
    assert!(!hr.get("/people").await.has("بهرام"), "nothing is in before it is confirmed");
    let done = hr.post(&sent.location, &[]).await.expect(303);
    let list = hr.get(&done.location).await.expect(200);
    assert!(list.has("بهرام") && list.has("role=\"status\""));
    hr.post(&sent.location, &[]).await.expect(410);
    hr.get(&sent.location).await.expect(410);
    assert!(hr.get("/people?q=%D8%A8%D9%87%D8%B1%D8%A7%D9%85").await.expect(200).has("بهرام"));
    assert!(!hr.get("/people?q=nobody").await.expect(200).has("بهرام"));
    assert!(hr.get("/people/units").await.expect(200).has("تهران"));
});

on_both!(a_bad_file_comes_back_with_every_row, |app| {
    let hr = app.hr().await;
    let bad = COMPANY.replace("bahram@", "bah ram@").replace("over_8", "ever");
    let page = hr.upload("/people/import", &[], &[("file", "staff.csv", bad.as_bytes())]).await.expect(422);
    assert!(page.has("۲") && page.has("۳"), "rows are named in the reader's digits");
    hr.upload("/people/import", &[], &[("file", "", b"")]).await.expect(422);
    hr.upload("/people/import", &[], &[("file", "a.csv", b"\xff\xff")]).await.expect(422);
    hr.upload("/people/import", &[], &[("file", "a.xlsx", b"PK\x03\x04nonsense")]).await.expect(422);
    assert!(!hr.get("/people").await.has("آزاده"));
});

on_both!(customers_come_in_and_are_found_by_contact, |app| {
    let hr = app.hr().await;
    let early = hr.upload("/customers/import", &[], &[("file", "c.csv", CUSTOMERS.as_bytes())]).await;
    early.expect(422);
    for (path, text) in [("/people/import", COMPANY), ("/customers/import", CUSTOMERS)] {
        let sent = hr.upload(path, &[], &[("file", "a.csv", text.as_bytes())]).await.expect(303);
        hr.get(&sent.location).await.expect(200);
        hr.post(&sent.location, &[]).await.expect(303);
    }
    let found = hr.get("/customers?q=hooman").await.expect(200);
    assert!(found.has("پخش کیمیا"));
    let href = found
        .html
        .split("href=\"/customers/")
        .find_map(|part| part.get(..36).filter(|id| id.matches('-').count() == 4))
        .expect("a link")
        .to_owned();
    assert!(hr.get(&format!("/customers/{href}")).await.expect(200).has("jaleh@kimia.example"));
    let stranger = app.signed_in(&testing::organisation(&app.test.core, "hr@sepand.example").await).await;
    stranger.get(&format!("/customers/{href}")).await.expect(404);
});

on_both!(roles_are_given_and_taken_on_a_page, |app| {
    let hr = app.hr().await;
    let somebody = app.person("somebody", Role::Employee, None).await;
    let path = format!("/people/{}", somebody.person);
    hr.get(&path).await.expect(200);
    hr.post(&format!("{path}/give"), &[("role", "executive"), ("unit", "")]).await.expect(303);
    let grants = people::find(&app.test.ctx, somebody.person).await.expect("finds").grants;
    assert!(grants.contains(&Grant { role: Role::Executive, unit: None }));
    hr.post(&format!("{path}/take"), &[("role", "executive"), ("unit", "")]).await.expect(303);
    hr.post(&format!("{path}/give"), &[("role", "manager"), ("unit", "")]).await.expect(422);
    // What is no unit is not everywhere.
    hr.post(&format!("{path}/give"), &[("role", "interviewer"), ("unit", "zz")]).await.expect(404);
    hr.post(&format!("{path}/give"), &[("role", "interviewer")]).await.expect(404);
    let own = format!("/people/{}", app.test.ctx.person);
    hr.post(&format!("{own}/take"), &[("role", "administrator"), ("unit", "")]).await.expect(422);
    let only_hr = app.signed_in(&app.person("only-hr", Role::Hr, None).await).await;
    only_hr.post(&format!("{path}/give"), &[("role", "administrator"), ("unit", "")]).await.expect(403);
    let stranger = app.signed_in(&testing::organisation(&app.test.core, "hr@sepand.example").await).await;
    stranger.get(&path).await.expect(404);
    stranger.post(&format!("{path}/give"), &[("role", "hr"), ("unit", "")]).await.expect(404);
});

on_both!(a_preview_belongs_to_who_sent_the_file, |app| {
    let hr = app.hr().await;
    let sent = hr.upload("/people/import", &[], &[("file", "staff.csv", COMPANY.as_bytes())]).await.expect(303);
    let other = app.signed_in(&app.person("other-hr", Role::Hr, None).await).await;
    other.get(&sent.location).await.expect(410);
    let stranger = app.signed_in(&testing::organisation(&app.test.core, "hr@sepand.example").await).await;
    stranger.post(&sent.location, &[]).await.expect(410);
    let top = people::units(&app.test.ctx).await.expect("units").tree().roots().next();
    let limited = app.person("limited", Role::Hr, top).await;
    app.signed_in(&limited)
        .await
        .upload("/people/import", &[], &[("file", "a.csv", COMPANY.as_bytes())])
        .await
        .expect(403);
});

on_both!(examples_can_be_imported_as_they_are, |app| {
    let hr = app.hr().await;
    for path in ["/people/import", "/customers/import"] {
        for language in ["fa", "en"] {
            let example = hr.get(&format!("{path}/example/{language}")).await.expect(200);
            let sent = hr.upload(path, &[], &[("file", "example.csv", example.html.as_bytes())]).await.expect(303);
            if language == "en" {
                hr.post(&sent.location, &[]).await.expect(303);
            }
        }
    }
    assert!(people::units(&app.test.ctx).await.expect("units").by_code("TEH").is_some());
});
