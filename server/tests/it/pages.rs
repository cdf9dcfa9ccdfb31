//! What holds for every page of the table.

use std::collections::BTreeSet;

use ayeneh_app::{
    routes,
    routing::{Access, Method},
};
use ayeneh_domain::permission::Role;

use crate::app::on_both;

/// A path of the table with every named part filled by something that is nowhere.
fn filled(path: &str) -> String {
    let parts =
        path.split('/').map(|part| if part.starts_with('{') { "00000000-0000-4000-8000-000000000000" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

on_both!(signed_out_nobody_passes_a_door_that_is_not_public, |app| {
    let visitor = app.visitor();
    for route in routes::all().into_iter().filter(|route| !matches!(route.access, Access::Public | Access::Link)) {
        let path = filled(route.path);
        let page = match route.method {
            Method::Get => visitor.get(&path).await,
            Method::Post => visitor.post(&path, &[]).await,
        };
        assert_eq!((page.status, page.location.as_str()), (303, "/sign-in"), "{path}");
    }
});

on_both!(every_role_passes_exactly_the_doors_its_rights_open, |app| {
    for role in Role::ALL {
        let browser = app.signed_in(&app.person(&format!("role-{}", role.key()), *role, None).await).await;
        for route in routes::all() {
            let Access::Right(right) = route.access else { continue };
            let path = filled(route.path);
            let page = match route.method {
                Method::Get => browser.get(&path).await,
                Method::Post => browser.post(&path, &[]).await,
            };
            let may = role.rights().contains(&right);
            assert_eq!(page.status == 403, !may, "{role:?} {path} {}", page.status);
            assert!(page.status < 500, "{role:?} {path} {}", page.html);
        }
    }
});

/// The browser tests visit every page; which pages there are they read from a list beside them.
#[test]
fn the_browser_tests_know_every_page() {
    let listed: BTreeSet<&str> = include_str!("../../../end2end/pages.txt").lines().collect();
    let table: BTreeSet<&str> =
        routes::all().into_iter().filter(|route| route.method == Method::Get).map(|route| route.path).collect();
    let missing: Vec<_> = table.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&table).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "end2end/pages.txt lacks {missing:?} and lists {gone:?}, which are not"
    );
}
