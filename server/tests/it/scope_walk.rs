//! Whoever has a role for one branch walks every page and asks every question of the API, about things of both branches: no
//! name, code or word of the other branch may come back. What the whole organisation shares (its surveys' titles, the names
//! of the units above) may.

use std::collections::BTreeSet;

use ayeneh_app::{
    routes,
    routing::{Access, Method},
};
use ayeneh_core::{Ctx, on_engine, testing};
use ayeneh_domain::permission::{Right, Role};
use uuid::Uuid;

use crate::{
    api::{Program, json_of},
    app::{App, Browser, on_both},
    scope_company::{Company, company},
};

/// What the other branch is known by: a name in everything, and the beginning of every code and address.
const NAME: &str = "zarrin";
const CODE: &str = "zs-";

/// Everything that an address may name, of both branches.
struct Known {
    surveys: Vec<Uuid>,
    cycles: Vec<Uuid>,
    accounts: Vec<Uuid>,
    contacts: Vec<Uuid>,
    drafts: Vec<Uuid>,
    mails: Vec<Uuid>,
    people: Vec<Uuid>,
    goals: Vec<Uuid>,
    team: Uuid,
}

impl Known {
    async fn of(ctx: &Ctx, company: &Company) -> Self {
        let (ours, theirs) = (&company.ours, &company.theirs);
        let people = [&[ours.lead, theirs.lead][..], &ours.staff[..2], &ours.staff[5..], &theirs.staff[..2]].concat();
        let mails = all(ctx, "SELECT id FROM outbox WHERE organisation_id = $1 ORDER BY id").await;
        let goals = all(ctx, "SELECT id FROM plan_goal WHERE organisation_id = $1").await;
        assert!(goals.len() > 1, "each branch has plans");
        Self {
            goals,
            surveys: all(ctx, "SELECT id FROM survey WHERE organisation_id = $1").await,
            cycles: all(ctx, "SELECT id FROM survey WHERE organisation_id = $1 AND kind = 'cycle'").await,
            accounts: all(ctx, "SELECT id FROM account WHERE organisation_id = $1").await,
            contacts: all(ctx, "SELECT id FROM contact WHERE organisation_id = $1").await,
            drafts: all(ctx, "SELECT id FROM import_draft WHERE organisation_id = $1").await,
            mails: mails.into_iter().step_by(7).collect(),
            people: people.into_iter().map(|person| person.0).collect(),
            team: theirs.team.0,
        }
    }

    /// What may stand in a place of a path.
    fn of_part(&self, path: &str, part: &str) -> Vec<String> {
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let ids = |ids: &[Uuid]| ids.iter().map(Uuid::to_string).collect();
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match (first, part) {
            ("customers" | "accounts", "{id}") => ids(&self.accounts),
            ("contacts", "{id}") | (_, "{contact}") => ids(&self.contacts),
            ("cycles", "{id}") => ids(&self.cycles),
            ("surveys" | "results", "{id}") => ids(&self.surveys),
            ("people", "{id}") | (_, "{person}") => ids(&self.people),
            ("mails", "{id}") => ids(&self.mails),
            (_, "{goal}") => ids(&self.goals),
            (_, "{draft}") => ids(&self.drafts),
            ("measures" | "scorecard", "{key}") => words(&["revenue", "customer_nps"]),
            ("questionnaires", "{key}") => words(&["trust.employee"]),
            (_, "{kind}") => words(&["wave", "cycle", "assessment", "recovery", "alignment"]),
            (_, "{locale}") => words(&["fa", "en"]),
            _ => panic!("{path}: what stands for {part}?"),
        }
    }

    /// A path of a table with everything in its places, and with questions about the other branch where it is short.
    fn filled(&self, path: &str) -> Vec<String> {
        let mut paths = vec![String::new()];
        for part in path.split('/').skip(1) {
            let values = if part.starts_with('{') { self.of_part(path, part) } else { vec![part.to_owned()] };
            paths = paths.iter().flat_map(|path| values.iter().map(move |value| format!("{path}/{value}"))).collect();
        }
        let mut asked = vec!["".to_owned(), "?q=zs-&limit=500".into(), format!("?unit={}&limit=500", self.team)];
        if path.contains("{kind}") {
            asked.extend(self.surveys.iter().map(|survey| format!("?from={survey}")));
        }
        if path.contains("/nominations/") {
            asked = vec!["?q=zs-".into(), "?q=za".into()];
        } else if path.matches('{').count() > 1 {
            asked.truncate(1);
        }
        paths.iter().flat_map(|path| asked.iter().map(move |asked| format!("{path}{asked}"))).collect()
    }
}

async fn all(ctx: &Ctx, sql: &'static str) -> Vec<Uuid> {
    let mut tx = ctx.read().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query_scalar(sql).bind(ctx.organisation.0).fetch_all(c).await).expect("reads")
}

/// Where something of the other branch came back: the row of the table, and the address.
#[derive(Default)]
struct Seen {
    rows: BTreeSet<String>,
    /// Rows that answered with something of the own branch.
    own: BTreeSet<String>,
    places: Vec<String>,
}

impl Seen {
    fn look(&mut self, row: &str, address: &str, page: &crate::app::Page) {
        assert!(page.status < 500, "{address} {} {}", page.status, page.html);
        let body = page.html.to_lowercase();
        // A code that was asked for stands in its field again.
        let marks: &[&str] = if address.contains("q=zs-") { &[NAME] } else { &[NAME, CODE] };
        if let Some(at) = marks.iter().find_map(|mark| body.find(mark)) {
            let around: String = body.chars().skip(body[..at].chars().count().saturating_sub(60)).take(120).collect();
            self.rows.insert(row.to_owned());
            self.places.push(format!("{address} {}: …{around}…", page.status));
        }
        if page.status == 200 && body.contains("sabz") {
            self.own.insert(row.to_owned());
        }
    }
}

/// Thanks among colleagues are for the whole company to read, and go to anybody in it.
fn is_for_all(path: &str) -> bool {
    path.starts_with("/thanks")
}

/// Every page but those that a personal link opens for whoever holds it.
async fn walked(browser: &Browser, known: &Known) -> Seen {
    let mut seen = Seen::default();
    let pages = routes::all().into_iter().filter(|route| route.method == Method::Get);
    let pages = pages.filter(|route| route.access != Access::Link && !route.path.contains("{token}"));
    for route in pages.filter(|route| !is_for_all(route.path)) {
        for address in known.filled(route.path) {
            seen.look(route.path, &address, &browser.get(&address).await);
        }
    }
    seen
}

/// Every reading operation of the API's own description.
async fn asked(app: &App, program: &Program<'_>, known: &Known) -> Seen {
    let mut seen = Seen::default();
    let document = json_of(&app.visitor().get("/api/v1/openapi.json").await.expect(200));
    for (path, item) in document["paths"].as_object().expect("paths") {
        if item.get("get").is_none() || path.contains("{token}") || is_for_all(path) {
            continue;
        }
        for address in known.filled(path) {
            seen.look(path, &address, &program.call("GET", &address, None, None).await);
        }
    }
    seen
}

on_both!(a_role_of_one_branch_shows_nothing_of_the_other, |app| {
    let company = company(&app.test.ctx).await;
    let known = Known::of(&app.test.ctx, &company).await;
    let branch = Some(company.ours.unit);
    let lead = testing::acting_as(&app.test.core, app.test.ctx.organisation, company.ours.lead).await;
    let mut scoped = vec![("manager", lead)];
    for role in [Role::Hr, Role::Executive, Role::Administrator, Role::Interviewer] {
        scoped.push((role.key(), app.person(&format!("scoped-{}", role.key()), role, branch).await));
    }
    let mut places = Vec::new();
    for (who, ctx) in scoped {
        let pages = walked(&app.signed_in(&ctx).await, &known).await;
        let questions = asked(&app, &Program::new(&app, &ctx, Right::ALL).await, &known).await;
        places.extend(pages.places.iter().chain(&questions.places).map(|place| format!("{who} {place}")));
        if who == "hr" {
            // The walk met the own branch wherever there is something of it.
            for row in ["/people", "/people/{id}", "/customers", "/customers/{id}", "/surveys", "/surveys/{id}"] {
                assert!(pages.own.contains(row), "{row} {:?}", pages.own);
            }
            for row in ["/surveys/{id}/raters", "/surveys/{id}/links", "/results/{id}", "/cycles/{id}/reports"] {
                assert!(pages.own.contains(row), "{row} {:?}", pages.own);
            }
            for row in ["/people", "/accounts", "/surveys", "/cycles/{id}/reports", "/surveys/{id}/release/comments"] {
                assert!(questions.own.contains(row), "{row} {:?}", questions.own);
            }
        }
    }
    assert!(places.is_empty(), "{} times seen:\n{}", places.len(), places.join("\n"));
});

on_both!(the_same_walk_sees_the_branch_with_a_role_for_everything, |app| {
    let company = company(&app.test.ctx).await;
    let known = Known::of(&app.test.ctx, &company).await;
    let pages = walked(&app.hr().await, &known).await;
    for row in [
        "/customers",
        "/customers/{id}",
        "/customers/{id}/contacts/{contact}",
        "/customers/import/{draft}",
        "/cycles/{id}/nominations/{person}",
        "/cycles/{id}/reports",
        "/cycles/{id}/reports/{person}",
        "/mails",
        "/people",
        "/people/units",
        "/people/{id}",
        "/people/{id}/edit",
        "/results",
        "/results/{id}",
        "/results/{id}/cells",
        "/scorecard",
        "/surveys",
        "/surveys/{id}",
        "/surveys/{id}/links",
        "/surveys/{id}/raters",
        "/surveys/{id}/raters.csv",
        "/surveys/{id}/raters/{person}",
    ] {
        assert!(pages.rows.contains(row), "{row} {:?}", pages.rows);
    }
    let questions = asked(&app, &Program::new(&app, &app.test.ctx, Right::ALL).await, &known).await;
    for row in [
        "/accounts",
        "/accounts/{id}",
        "/contacts/{id}",
        "/cycles/{id}/nominations/{person}",
        "/cycles/{id}/raters",
        "/cycles/{id}/reports",
        "/people",
        "/people/{id}",
        "/surveys",
        "/surveys/{id}/assessment",
        "/surveys/{id}/links",
        "/surveys/{id}/release/comments",
        "/units",
    ] {
        assert!(questions.rows.contains(row), "{row} {:?}", questions.rows);
    }
});
