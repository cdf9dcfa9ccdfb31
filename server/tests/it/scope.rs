//! HR of one unit: learns of nobody and nothing beyond it, by page, file or API.

use ayeneh_core::{
    Ctx,
    customers::{Account, Contact, store as customers},
    people::{Person, PersonDraft, change, find, store},
    testing::closed_survey as made,
};
use ayeneh_domain::{
    bilingual::Locale,
    customers::AccountKind,
    ids::{AccountId, ContactId, PersonId, UnitId},
    people::{Level, TenureBand},
    permission::{Right, Role},
    questionnaire::Side,
    survey::Kind,
};
use serde_json::json;

use crate::{
    api::Program,
    app::{App, on_both},
};

/// Two units; Boss in the south leads Head in the north, who leads Inside there and Outside in the south.
struct Company {
    north: UnitId,
    south: UnitId,
    head: PersonId,
    hr: Ctx,
}

async fn company(app: &App) -> Company {
    let ctx = &app.test.ctx;
    let (north, south) = (made::unit(ctx, "north", None).await, made::unit(ctx, "south", None).await);
    let person = |code: &str, unit: UnitId, manager: Option<PersonId>| Person {
        id: PersonId(ctx.core.new_id()),
        code: code.to_lowercase(),
        name: format!("{code} Name"),
        email: format!("{}@narvan.example", code.to_lowercase()),
        unit,
        manager,
        level: Level::Staff,
        tenure: TenureBand::From1To3,
        locale: Locale::En,
        theme: "auto".into(),
        active: true,
    };
    let boss = person("Boss", south, None);
    let head = person("Head", north, Some(boss.id));
    let people = [
        boss,
        head.clone(),
        person("Inside", north, Some(head.id)),
        person("Outside", south, Some(head.id)),
        person("Stranger", south, None),
    ];
    let mut tx = ctx.write().await.expect("a transaction");
    store::put_people(&mut tx, ctx.organisation, &people, 0).await.expect("adds");
    tx.commit().await.expect("commits");
    let hr = app.person("hr-north", Role::Hr, Some(north)).await;
    Company { north, south, head: head.id, hr }
}

on_both!(a_persons_page_names_the_manager_and_nobody_else_outside, |app| {
    let company = company(&app).await;
    let hr = app.signed_in(&company.hr).await;
    let page = hr.get(&format!("/people/{}", company.head)).await.expect(200);
    assert!(page.has("Boss Name") && page.has("Inside Name"), "{}", page.html);
    assert!(!page.has("boss@narvan.example") && !page.has("Outside"), "{}", page.html);
    assert!(page.has("One more works in a unit that your role does not reach."));
    let detail = find(&company.hr, company.head).await.expect("finds");
    let boss = detail.manager.clone().expect("a manager");
    assert!(!boss.reached && !page.has(&format!("/people/{}", boss.id)));
    hr.get(&format!("/people/{}", boss.id)).await.expect(404);

    // The form keeps the manager, and takes no other code for a name.
    let kept = PersonDraft::of(&detail.person, detail.manager.as_ref());
    change(&company.hr, company.head, &kept).await.expect("nothing to refuse");
    assert_eq!(find(&company.hr, company.head).await.expect("finds").manager, Some(boss));
    for code in ["stranger", "outside", "stranger@narvan.example"] {
        let tried = PersonDraft { manager: code.into(), ..kept.clone() };
        assert!(change(&company.hr, company.head, &tried).await.is_err(), "{code}");
    }
});

on_both!(an_account_shows_the_contacts_of_units_in_reach, |app| {
    let company = company(&app).await;
    let ctx = &app.test.ctx;
    let account = Account {
        id: AccountId(ctx.core.new_id()),
        code: "A1".into(),
        name: "Kimia".into(),
        kind: AccountKind::Customer,
        segment: String::new(),
        unit: company.north,
    };
    let contact = |name: &str, unit: UnitId| Contact {
        id: ContactId(ctx.core.new_id()),
        code: name.to_lowercase(),
        account: account.id,
        name: name.into(),
        email: format!("{}@kimia.example", name.to_lowercase()),
        locale: Locale::En,
        unit,
        active: true,
    };
    let (ours, theirs) = (contact("Ours", company.north), contact("Theirs", company.south));
    let mut tx = ctx.write().await.expect("a transaction");
    customers::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
    customers::put_contacts(&mut tx, ctx.organisation, &[ours, theirs.clone()], 0).await.expect("adds");
    tx.commit().await.expect("commits");
    let hr = app.signed_in(&company.hr).await;
    let page = hr.get(&format!("/customers/{}", account.id)).await.expect(200);
    assert!(page.has("Ours") && !page.has("Theirs") && !page.has("theirs@"), "{}", page.html);
    assert!(page.has("One more contact is served by a unit that your role does not reach."));
    hr.get(&format!("/customers/{}/contacts/{}", account.id, theirs.id)).await.expect(404);
    assert!(hr.get("/customers?q=ours").await.expect(200).has("Kimia"));
    assert!(!hr.get("/customers?q=theirs").await.expect(200).has("Kimia"), "what is not shown is not found");
    let program = Program::new(&app, &company.hr, Right::ALL).await;
    let page = program.call("GET", &format!("/accounts/{}", account.id), None, None).await.expect(200);
    assert!(page.has("Ours") && !page.has("Theirs"), "{}", page.html);
});

on_both!(raters_beyond_the_unit_are_those_the_organisation_suggests, |app| {
    let company = company(&app).await;
    let hr = app.signed_in(&company.hr).await;
    let north = company.north.to_string();
    let typed = [("title_fa", "پاییز"), ("title_en", "Autumn"), ("period", "2026-11"), ("closes_on", "2026-12-10")];
    let made = hr.post("/surveys/new/cycle", &[typed.as_slice(), &[("unit", &north)]].concat()).await.expect(303);
    let raters = format!("{}/raters", made.location);
    let subject = format!("{raters}/{}", company.head);
    for code in ["stranger", "nobody"] {
        let page = hr.post(&subject, &[("rater", code), ("relationship", "peer")]).await.expect(422);
        assert!(!page.has("Stranger Name"), "{}", page.html);
    }
    let file = hr.get(&format!("{raters}.csv")).await.expect(200);
    assert!(file.has("Boss Name"), "the head's own manager rates: {}", file.html);
    hr.upload(&raters, &[("act", "file")], &[("file", "raters.csv", file.html.as_bytes())]).await.expect(303);
    let foreign = "subject,rater,relationship\nhead,stranger,peer\n";
    hr.upload(&raters, &[("act", "file")], &[("file", "raters.csv", foreign.as_bytes())]).await.expect(422);
    let whole = app.hr().await;
    whole.upload(&raters, &[("act", "file")], &[("file", "raters.csv", foreign.as_bytes())]).await.expect(303);
});

on_both!(surveys_that_touch_no_unit_in_reach_have_no_title, |app| {
    let company = company(&app).await;
    let ctx = &app.test.ctx;
    // A survey of the south alone, as if it had been launched before the north was there.
    let survey = made::survey(ctx, Kind::Wave, "2026-11").await;
    for side in [Side::Employee, Side::Customer] {
        let group = made::group(side, company.south);
        made::seal(ctx, survey, &made::responses(&group, Kind::Wave, 30, |n, _| 3 + (n % 2) as u8)).await;
    }
    let forget = "DELETE FROM survey_unit WHERE organisation_id = $1 AND survey_id = $2 AND unit_id = $3";
    let mut tx = ctx.write().await.expect("a transaction");
    ayeneh_core::on_engine!(&mut tx, |c| sqlx::query(forget)
        .bind(ctx.organisation.0)
        .bind(survey.0)
        .bind(company.north.0)
        .execute(c)
        .await
        .map(|_| ()))
    .expect("forgets");
    tx.commit().await.expect("commits");
    let hr = app.signed_in(&company.hr).await;
    assert!(!hr.get("/results").await.expect(200).has("Autumn"), "closed and still to come");
    ayeneh_core::release::release(ctx, survey).await.expect("releases");
    assert!(!hr.get("/results").await.expect(200).has("Autumn"), "released");
    let own = made::survey(ctx, Kind::Wave, "2026-10").await;
    for side in [Side::Employee, Side::Customer] {
        let group = made::group(side, company.north);
        made::seal(ctx, own, &made::responses(&group, Kind::Wave, 30, |n, _| 3 + (n % 2) as u8)).await;
    }
    ayeneh_core::release::release(ctx, own).await.expect("releases");
    let page = hr.get(&format!("/results/{own}")).await.expect(200);
    assert!(!page.has(&survey.to_string()), "no choice leads to the other: {}", page.html);
    hr.get(&format!("/results/{survey}")).await.expect(404);
    let program = Program::new(&app, &company.hr, Right::ALL).await;
    let page = program.call("GET", "/surveys", None, Some(&json!({}))).await.expect(200);
    assert!(!page.has(&survey.to_string()), "{}", page.html);
});
