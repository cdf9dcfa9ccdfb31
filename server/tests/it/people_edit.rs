//! One person and one contact by hand, through the router: pages and API.

use ayeneh_core::{customers, people, testing};
use ayeneh_domain::permission::{Right, Role};
use serde_json::json;

use crate::{
    api::{Program, json_of},
    app::{App, Page, on_both},
};

const CUSTOMERS: &str = "account,account_name,unit,code,name,email\n\
    K1,پخش کیمیا,1,C1,ژاله,jaleh@kimia.example\nK1,,,C2,هومن,hooman@kimia.example\n";

async fn unit(app: &App) -> String {
    let units = people::units(&app.test.ctx).await.expect("units");
    units.tree().roots().next().expect("the company").to_string()
}

fn fields<'a>(unit: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("code", "77"),
        ("name", "سارا راد"),
        ("email", email),
        ("unit", unit),
        ("manager", "founder"),
        ("level", "staff"),
        ("tenure", "under_1"),
        ("locale", "fa"),
    ]
}

fn path_of(page: &Page) -> String {
    page.location.split('?').next().unwrap_or_default().to_owned()
}

on_both!(a_person_is_added_changed_gone_and_back, |app| {
    let (hr, unit) = (app.hr().await, unit(&app).await);
    assert!(hr.get("/people").await.expect(200).has("href=\"/people/new\""));
    hr.get("/people/new").await.expect(200);
    let wrong = hr.post("/people/new", &fields(&unit, "سارا راد@narvan.example")).await.expect(422);
    assert!(wrong.has("id=\"email-error\"") && wrong.has("value=\"سارا راد\""), "what was typed is still there");
    let taken = hr.post("/people/new", &fields(&unit, "hr@narvan.example")).await.expect(422);
    assert!(taken.has("id=\"email-error\""));
    let added = hr.post("/people/new", &fields(&unit, "sara@narvan.example")).await.expect(303);
    let person = path_of(&added);
    assert!(hr.get(&added.location).await.expect(200).has("role=\"status\""));

    assert!(hr.get(&format!("{person}/edit")).await.expect(200).has("value=\"sara@narvan.example\""));
    let circle = [fields(&unit, "sara@narvan.example"), vec![]].concat();
    let circle: Vec<_> =
        circle.into_iter().map(|(key, value)| (key, if key == "manager" { "77" } else { value })).collect();
    let own = hr.post(&format!("{person}/edit"), &circle).await.expect(422);
    assert!(own.has("id=\"manager-error\""));
    hr.post(&format!("{person}/edit"), &fields("nowhere", "sara@narvan.example")).await.expect(422);
    hr.post(&format!("{person}/edit"), &fields(&unit, "sara.rad@narvan.example")).await.expect(303);
    assert!(hr.get(&person).await.expect(200).has("sara.rad@narvan.example"));

    assert!(hr.get(&format!("{person}/leave")).await.expect(200).has("class=\"will\""), "said before it is done");
    assert!(hr.get("/people").await.has("سارا راد"));
    hr.post(&format!("{person}/leave"), &[]).await.expect(303);
    assert!(!hr.get("/people").await.has("سارا راد"));
    let gone = hr.get(&person).await.expect(200);
    assert!(gone.has("/return") && !gone.has("/leave\""));
    hr.get(&format!("{person}/leave")).await.expect(303);
    hr.post(&format!("{person}/return"), &[]).await.expect(303);
    assert!(hr.get("/people").await.has("سارا راد"));
    let own = format!("/people/{}/leave", app.test.ctx.person);
    hr.post(&own, &[]).await.expect(409);
});

on_both!(who_may_not_change_people_finds_no_door, |app| {
    let somebody = app.person("somebody", Role::Employee, None).await;
    let path = format!("/people/{}", somebody.person);
    let top = people::units(&app.test.ctx).await.expect("units").tree().roots().next();
    let manager = app.signed_in(&app.person("manager", Role::Manager, top).await).await;
    let page = manager.get(&path).await.expect(200);
    assert!(!page.has("/edit") && !page.has("/leave"));
    let stranger = app.signed_in(&testing::organisation(&app.test.core, "hr@sepand.example").await).await;
    for (browser, status) in [(&manager, 403), (&stranger, 404)] {
        for way in ["edit", "leave"] {
            browser.get(&format!("{path}/{way}")).await.expect(status);
            browser.post(&format!("{path}/{way}"), &[]).await.expect(status);
        }
        browser.post(&format!("{path}/return"), &[]).await.expect(status);
    }
    // A role is offered only by who may hand it on.
    let administrator = app.signed_in(&app.person("admin", Role::Administrator, None).await).await;
    let offered = administrator.get(&path).await.expect(200);
    assert!(
        offered.has("value=\"administrator\"") && !offered.has("value=\"hr\"") && !offered.has("value=\"executive\"")
    );
    administrator.post(&format!("{path}/give"), &[("role", "executive"), ("unit", "")]).await.expect(403);
    let hr = app.signed_in(&app.person("only-hr", Role::Hr, None).await).await;
    let offered = hr.get(&path).await.expect(200);
    assert!(!offered.has("value=\"administrator\"") && offered.has("value=\"executive\""));
});

on_both!(a_program_does_the_same, |app| {
    let unit = unit(&app).await;
    let program = Program::new(&app, &app.test.ctx, &[Right::PeopleView, Right::PeopleManage]).await;
    let body = json!({"code": "77", "name": "Sara", "email": "sara@narvan.example", "unit": "1", "manager": null,
        "level": "staff", "tenure": "under_1", "language": "en"});
    let made = json_of(&program.call("POST", "/people", Some("k"), Some(&body)).await.expect(201));
    let id = made["id"].as_str().expect("an identifier").to_owned();
    assert_eq!((made["unit"].as_str(), made["active"].as_bool()), (Some(unit.as_str()), Some(true)));
    assert!(program.call("POST", "/people", Some("k"), Some(&body)).await.expect(201).html.contains(&id));
    let wrong = json!({"name": "", "email": "سارا@x.ir", "unit": "?", "level": "?", "tenure": "?", "language": "?"});
    let page = program.call("PUT", &format!("/people/{id}"), None, Some(&wrong)).await.expect(422);
    let problems = json_of(&page)["problems"].as_array().expect("problems").clone();
    let fields: Vec<_> = problems.iter().filter_map(|problem| problem["field"].as_str()).collect();
    assert_eq!(fields, ["name", "email", "unit", "level", "tenure", "language"]);
    let unknown = json!({"code": "78", "name": "x", "email": "x@narvan.example", "unit": "1", "level": "staff",
        "tenure": "under_1", "language": "en", "salary": 1});
    program.call("POST", "/people", None, Some(&unknown)).await.expect(422);
    let change = json!({"name": "Sara Rad", "email": "sara@narvan.example", "unit": unit, "manager": "founder",
        "level": "manager", "tenure": "1_to_3", "language": "fa"});
    let changed = json_of(&program.call("PUT", &format!("/people/{id}"), None, Some(&change)).await.expect(200));
    assert_eq!(changed["manager"].as_str(), Some(app.test.ctx.person.to_string().as_str()));

    let told = json_of(&program.call("GET", &format!("/people/{id}/leave"), None, None).await.expect(200));
    assert_eq!(told, json!({"sessions": 0, "tokens": 0, "surveys": 0, "reports": 0}));
    let left = json_of(&program.call("POST", &format!("/people/{id}/leave"), None, None).await.expect(200));
    assert_eq!(left["active"], json!(false));
    let back = json_of(&program.call("POST", &format!("/people/{id}/return"), None, None).await.expect(200));
    assert_eq!(back["active"], json!(true));

    // A role is given by whose token has its rights.
    let role = json!({"role": "executive"});
    program.call("POST", &format!("/people/{id}/roles"), None, Some(&role)).await.expect(403);
    let more = Program::new(&app, &app.test.ctx, Right::ALL).await;
    more.call("POST", &format!("/people/{id}/roles"), None, Some(&role)).await.expect(204);
    more.call("DELETE", &format!("/people/{id}/roles"), None, Some(&role)).await.expect(204);
    more.call("POST", &format!("/people/{id}/roles"), None, Some(&json!({"role": "king"}))).await.expect(422);
});

on_both!(a_contact_is_changed_and_asked_no_more, |app| {
    let hr = app.hr().await;
    let sent = hr.upload("/customers/import", &[], &[("file", "c.csv", CUSTOMERS.as_bytes())]).await.expect(303);
    hr.post(&sent.location, &[]).await.expect(303);
    let account = customers::list_after(&app.test.ctx, "", 1).await.expect("lists").remove(0);
    let contacts = customers::find(&app.test.ctx, account.id).await.expect("finds").contacts;
    let contact = contacts.iter().find(|contact| contact.code == "C1").expect("is there");
    let (account_page, path) =
        (format!("/customers/{}", account.id), format!("/customers/{}/contacts/{}", account.id, contact.id));
    assert!(hr.get(&account_page).await.expect(200).has(&path));
    hr.get(&path).await.expect(200);
    let unit = contact.unit.to_string();
    let form = |email| [("name", "ژاله ملکی"), ("email", email), ("unit", unit.as_str()), ("locale", "en")];
    assert!(hr.post(&path, &form("hooman@kimia.example")).await.expect(422).has("id=\"email-error\""));
    hr.post(&path, &form("jaleh.maleki@kimia.example")).await.expect(303);
    assert!(hr.get(&account_page).await.expect(200).has("jaleh.maleki@kimia.example"));
    hr.post(&format!("{path}/asked"), &[("asked", "no")]).await.expect(303);
    assert!(hr.get(&path).await.expect(200).has("value=\"yes\""));
    hr.post(&format!("{path}/asked"), &[("asked", "yes")]).await.expect(303);
    let elsewhere = format!("/customers/{}/contacts/{}", app.test.core.new_id(), contact.id);
    hr.get(&elsewhere).await.expect(404);

    let program = Program::new(&app, &app.test.ctx, &[Right::CustomersView, Right::CustomersManage]).await;
    let api = format!("/contacts/{}", contact.id);
    let body = json!({"name": "ژاله", "email": "j@kimia.example", "unit": "1", "language": "fa"});
    let changed = json_of(&program.call("PUT", &api, None, Some(&body)).await.expect(200));
    assert_eq!(changed["email"], json!("j@kimia.example"));
    let asked = program.call("PUT", &format!("{api}/asked"), None, Some(&json!({"asked": false}))).await.expect(200);
    assert_eq!(json_of(&asked)["active"], json!(false));
    let stranger = testing::organisation(&app.test.core, "hr@sepand.example").await;
    Program::new(&app, &stranger, Right::ALL).await.call("GET", &api, None, None).await.expect(404);
});
