//! My account through the router: for every role, what it changes, and what it ends.

use ayeneh_core::testing;
use ayeneh_domain::permission::Role;

use crate::app::on_both;

const ACCOUNT: &str = "/me";

on_both!(everybody_has_an_account_reached_from_the_bar, |app| {
    app.visitor().get(ACCOUNT).await.expect(303);
    for role in Role::ALL {
        let ctx = app.person(&format!("me-{}", role.key()), *role, None).await;
        let page = app.signed_in(&ctx).await.get(ACCOUNT).await.expect(200);
        assert!(page.has("class=\"me\"") && page.has("href=\"/me\""), "{role:?}");
        assert!(page.has(&format!("me-{}@narvan.example", role.key())));
        assert!(!page.has("name=\"current\""), "there is no password to tell yet");
    }
});

on_both!(language_and_theme_are_kept, |app| {
    let hr = app.hr().await;
    assert!(hr.get(ACCOUNT).await.expect(200).has("lang=\"fa\""));
    hr.post("/me", &[("locale", "en"), ("theme", "dark")]).await.expect(303);
    let page = hr.get("/me?done=look").await.expect(200);
    assert!(page.has("lang=\"en\"") && page.has("data-theme=\"dark\"") && page.has("role=\"status\""));
    hr.post("/me", &[("locale", "xx"), ("theme", "auto")]).await.expect(303);
    let page = hr.get(ACCOUNT).await.expect(200);
    assert!(page.has("lang=\"en\"") && !page.has("data-theme"));
});

on_both!(a_password_is_changed_with_the_current_one, |app| {
    testing::set_password(&app.test.ctx, "the first sentence").await;
    let (here, elsewhere) = (app.hr().await, app.hr().await);
    assert!(here.get(ACCOUNT).await.expect(200).has("name=\"current\""));
    let wrong = here.post("/me/password", &[("current", "no"), ("password", "the second sentence")]).await.expect(422);
    assert!(wrong.has("id=\"current-error\"") && wrong.has("value=\"/me\""), "switches lead back to the page itself");
    assert!(!wrong.has("the second sentence"), "a password is never sent back");
    let short = here.post("/me/password", &[("current", "the first sentence"), ("password", "short")]).await;
    assert!(short.expect(422).has("id=\"password-error\""));
    elsewhere.get(ACCOUNT).await.expect(200);
    let fields = [("current", "the first sentence"), ("password", "the second sentence")];
    let done = here.post("/me/password", &fields).await.expect(303);
    assert!(done.headers.contains_key("set-cookie"), "the session goes on under another token");
    assert_eq!(elsewhere.get(ACCOUNT).await.expect(303).location, "/sign-in");
});

on_both!(other_sessions_are_ended_by_a_button, |app| {
    let (here, elsewhere) = (app.hr().await, app.hr().await);
    assert!(here.get(ACCOUNT).await.expect(200).has("action=\"/me/sessions\""));
    here.post("/me/sessions", &[]).await.expect(303);
    elsewhere.get(ACCOUNT).await.expect(303);
    assert!(!here.get(ACCOUNT).await.expect(200).has("action=\"/me/sessions\""), "there is nothing left to end");
});
