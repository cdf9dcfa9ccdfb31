//! The ways in through the router: what known and unknown addresses are told, and what a link's page says.

use ayeneh_core::{
    mail::{self, MailKind},
    secret::Purpose,
    sign_in::{self, LinkPurpose},
    testing,
};

use crate::app::{App, Page, on_both};

const ADDRESS: &str = "hr@narvan.example";
/// As long as the known one, so that even the length of what is said can be compared.
const UNKNOWN: &str = "hr@sepand.example";

/// Everything a client can compare, with the address it typed left out.
fn told(page: &Page, typed: &str) -> (u16, Vec<(String, String)>, String) {
    let headers = page.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("?").to_owned()));
    (page.status, headers.collect(), page.html.replace(typed, "typed"))
}

/// The token of the newest link that was mailed.
async fn mailed(app: &App, kind: MailKind) -> String {
    sign_in::answer_link_requests(&app.test.core).await.expect("answers");
    let mails = mail::latest(&app.test.ctx, 10, 0).await.expect("mails");
    let newest = mails.iter().find(|mail| mail.kind == kind).expect("a mail");
    app.test.core.secret.token(Purpose::SignIn, newest.id)
}

on_both!(known_and_unknown_addresses_are_told_the_same, |app| {
    testing::set_password(&app.test.ctx, "a short sentence").await;
    let visitor = app.visitor();
    for path in ["/sign-in/link", "/sign-in/password"] {
        let known = visitor.post(path, &[("email", ADDRESS)]).await.expect(200);
        let unknown = visitor.post(path, &[("email", UNKNOWN)]).await.expect(200);
        assert!(known.has("role=\"status\""));
        assert_eq!(told(&known, ADDRESS), told(&unknown, UNKNOWN));
    }
    let wrong = |email| vec![("email", email), ("password", "not this one")];
    let known = visitor.post("/sign-in", &wrong(ADDRESS)).await.expect(422);
    let unknown = visitor.post("/sign-in", &wrong(UNKNOWN)).await.expect(422);
    assert_eq!(told(&known, ADDRESS), told(&unknown, UNKNOWN));
    let typed = visitor.post("/sign-in/link", &[("email", "سارا@narvan.example")]).await.expect(422);
    assert!(typed.has("id=\"email-error\"") && typed.has("سارا@narvan.example"), "{}", typed.html);
});

on_both!(a_link_signs_in_once_and_then_says_what_to_do, |app| {
    let visitor = app.visitor();
    visitor.post("/sign-in/link", &[("email", ADDRESS)]).await.expect(200);
    let link = format!("/enter/{}", mailed(&app, MailKind::SignIn).await);
    visitor.get(&link).await.expect(200);
    visitor.get(&link).await.expect(200);
    let entered = visitor.post(&link, &[]).await.expect(303);
    assert!(entered.headers.contains_key("set-cookie"));
    let again = visitor.post(&link, &[]).await.expect(410);
    assert!(!again.headers.contains_key("set-cookie"));
    assert!(again.has("action=\"/sign-in/link\""), "another link is one step away");
    visitor.get(&link).await.expect(410);

    sign_in::request_link(&app.test.core, ADDRESS, LinkPurpose::SignIn).await.expect("asks");
    app.test.clock.advance(60_000);
    let link = format!("/enter/{}", mailed(&app, MailKind::SignIn).await);
    app.test.clock.advance(20 * 60_000);
    let old = visitor.get(&link).await.expect(410);
    let forged = visitor.get("/enter/AAAAAAAAAAAAAAAAAAAAAA").await.expect(404);
    visitor.post(&link, &[]).await.expect(410);
    visitor.post("/enter/AAAAAAAAAAAAAAAAAAAAAA", &[]).await.expect(404);
    let said = |page: &Page| page.html.split("<h1>").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
    assert!(said(&again) != said(&old) && said(&old) != said(&forged) && said(&again) != said(&forged));
});

on_both!(a_forgotten_password_is_replaced_by_way_of_a_mail, |app| {
    testing::set_password(&app.test.ctx, "the old sentence").await;
    let elsewhere = app.hr().await;
    let visitor = app.visitor();
    visitor.post("/sign-in/password", &[("email", ADDRESS)]).await.expect(200);
    let link = format!("/enter/{}", mailed(&app, MailKind::PasswordReset).await);
    assert!(visitor.get(&link).await.expect(200).has("autocomplete=\"new-password\""));
    visitor.post(&link, &[("password", "short")]).await.expect(422);
    elsewhere.get("/people").await.expect(200);
    visitor.post(&link, &[("password", "a new sentence")]).await.expect(303);
    assert_eq!(elsewhere.get("/people").await.expect(303).location, "/sign-in", "other sessions are over");
    visitor.post("/sign-in", &[("email", ADDRESS), ("password", "the old sentence")]).await.expect(422);
    visitor.post("/sign-in", &[("email", ADDRESS), ("password", "a new sentence")]).await.expect(303);
    visitor.post(&link, &[("password", "yet another one")]).await.expect(410);
});

on_both!(signing_out_leaves_nothing_in_the_browser, |app| {
    let hr = app.hr().await;
    let page: Page = hr.post("/sign-out", &[]).await.expect(303);
    assert_eq!(page.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert_eq!(hr.get("/people").await.status, 303, "nor does the old cookie open anything");
});
