//! Importing people: the whole file or nothing, every bad row named, twice is once.

use std::fmt::Write;

use ayeneh_core::{
    Ctx, Error, Problem, both_engines,
    import::ImportFile,
    people::{
        self, PeopleQuery,
        import::{self, Effect, PeoplePlan, Tally},
        store,
    },
    testing,
};
use ayeneh_domain::{
    bilingual::Locale,
    people::{Level, TenureBand},
    permission::{Grant, Role},
};

const HEAD: &str = "code,name,email,unit,unit_name_fa,parent,manager,level,tenure\n";
const COMPANY: &str = "code,name,email,unit,unit_name_fa,parent,manager,level,tenure\n\
    10,آزاده,azadeh@narvan.example,HQ,نارون,,,executive,over_8\n\
    11,بهرام,bahram@narvan.example,TEH,تهران,HQ,10,manager,3_to_8\n\
    12,گلناز,golnaz@narvan.example,TEH,,,11,staff,under_1\n";

fn file(text: &str) -> [ImportFile; 1] {
    [ImportFile { name: "people.csv".into(), bytes: text.as_bytes().to_vec() }]
}

async fn problems(ctx: &Ctx, text: &str) -> Vec<Problem> {
    match import::preview(ctx, &file(text)).await {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

async fn places(ctx: &Ctx, text: &str) -> Vec<(u32, String)> {
    let problems = problems(ctx, text).await;
    problems.into_iter().map(|problem| (problem.row.unwrap_or(0), problem.field.unwrap_or_default())).collect()
}

fn at(row: u32, field: &str) -> (u32, String) {
    (row, field.to_owned())
}

async fn apply(ctx: &Ctx, text: &str) -> PeoplePlan {
    import::apply(ctx, &file(text)).await.expect("imports")
}

async fn everybody(ctx: &Ctx) -> Vec<people::Person> {
    store::all(&mut ctx.read().await.expect("reads"), ctx.organisation).await.expect("people")
}

both_engines!(a_company_comes_in_and_twice_is_once, |t| {
    let plan = import::preview(&t.ctx, &file(COMPANY)).await.expect("a plan");
    assert_eq!(plan.people, Tally { added: 3, changed: 0, unchanged: 0 });
    // The company's own unit takes the code and name of the file's top unit.
    assert_eq!(plan.units, Tally { added: 1, changed: 1, unchanged: 0 });
    assert_eq!(plan.left, 1, "the founder is not in the file and stays");
    assert_eq!(everybody(&t.ctx).await.len(), 1, "a preview changes nothing");

    apply(&t.ctx, COMPANY).await;
    let before = everybody(&t.ctx).await;
    let units = people::units(&t.ctx).await.expect("units");
    assert_eq!(units.tree().roots().count(), 1);
    let tehran = units.by_code("TEH").expect("is there").id;
    assert_eq!(units.name(units.tree().parent(tehran).expect("a parent"), Locale::Fa), "نارون");
    let bahram = before.iter().find(|person| person.code == "11").expect("is there");
    assert_eq!((bahram.level, bahram.tenure, bahram.unit), (Level::Manager, TenureBand::From3To8, tehran));
    let detail = people::find(&t.ctx, bahram.id).await.expect("finds");
    assert_eq!(detail.reports.len(), 1);
    assert!(detail.grants.contains(&Grant { role: Role::Manager, unit: Some(tehran) }));
    assert!(detail.grants.contains(&Grant { role: Role::Employee, unit: None }));

    let again = apply(&t.ctx, COMPANY).await;
    assert!(again.changes_nothing());
    assert_eq!(again.people, Tally { added: 0, changed: 0, unchanged: 3 });
    assert_eq!(again.units, Tally { added: 0, changed: 0, unchanged: 2 });
    assert_eq!(everybody(&t.ctx).await, before);
});

both_engines!(people_keep_their_identity_and_those_missing_stay, |t| {
    apply(&t.ctx, COMPANY).await;
    let before = everybody(&t.ctx).await;
    // Bahram and Golnaz swap addresses; Golnaz leads now; Azadeh is not in the file.
    let changed = "code,name,email,unit,level\n\
        11,بهرام,golnaz@narvan.example,HQ,staff\n12,گلناز,bahram@narvan.example,TEH,manager\n";
    let plan = apply(&t.ctx, changed).await;
    assert_eq!((plan.people.changed, plan.left), (2, 2));
    assert_eq!(plan.samples[0].effect, Effect::Changed);
    assert_eq!(plan.samples[0].differs, ["email", "unit", "level"]);
    let after = everybody(&t.ctx).await;
    for person in &before {
        assert!(after.iter().any(|other| other.id == person.id && other.code == person.code));
    }
    let golnaz = after.iter().find(|person| person.code == "12").expect("is there");
    assert_eq!(golnaz.email, "bahram@narvan.example");
    assert!(golnaz.manager.is_some(), "without the column managers stay");
    let bahram = after.iter().find(|person| person.code == "11").expect("is there");
    let grants = people::find(&t.ctx, bahram.id).await.expect("finds").grants;
    assert_eq!(grants, [Grant { role: Role::Employee, unit: None }], "no longer a manager of anything");
});

both_engines!(a_branch_may_have_the_code_that_the_company_had, |t| {
    apply(&t.ctx, &COMPANY.replace("TEH", "1")).await;
    let units = people::units(&t.ctx).await.expect("units");
    let branch = units.by_code("1").expect("is there");
    assert_eq!(branch.parent, units.by_code("HQ").map(|unit| unit.id));
});

both_engines!(the_founder_is_known_by_address, |t| {
    let with_founder = format!("{COMPANY}13,شیرین شریفی,HR@narvan.example,HQ,,,10,manager,1_to_3\n");
    let plan = apply(&t.ctx, &with_founder).await;
    assert_eq!((plan.people.added, plan.people.changed, plan.left), (3, 1, 0));
    let grants = people::find(&t.ctx, t.ctx.person).await.expect("finds").grants;
    for role in [Role::Administrator, Role::Hr, Role::Employee, Role::Manager] {
        assert!(grants.iter().any(|grant| grant.role == role), "{role:?}");
    }
    assert!(apply(&t.ctx, &with_founder).await.changes_nothing());
});

both_engines!(every_kind_of_fault_is_named_with_row_and_column, |t| {
    let ctx = &t.ctx;
    apply(ctx, COMPANY).await;
    let row = |cells: &str| format!("{HEAD}{cells}\n");
    for (cells, wanted) in [
        ("20,Q,q@x.example,NOWHERE,,,,staff,1", at(2, "unit")),
        ("20,Q,q@x.example,NEW,تازه,NOWHERE,,staff,1", at(2, "parent")),
        ("20,Q,سارا@x.example,TEH,,,,staff,1", at(2, "email")),
        ("20,Q,s ara@x.example,TEH,,,,staff,1", at(2, "email")),
        ("20,Q,azadeh@narvan.example,TEH,,,,staff,1", at(2, "email")),
        ("20,Q,q@x.example,TEH,,,99,staff,1", at(2, "manager")),
        ("20,Q,q@x.example,TEH,,,20,staff,1", at(2, "manager")),
        ("20,Q,q@x.example,TEH,,,,boss,1", at(2, "level")),
        ("20,Q,q@x.example,TEH,,,,staff,", at(2, "tenure")),
        ("20,Q,q@x.example,TEH,,,,staff,long", at(2, "tenure")),
        (",Q,q@x.example,TEH,,,,staff,1", at(2, "code")),
        ("20,,q@x.example,TEH,,,,staff,1", at(2, "name")),
        ("10,آزاده,azadeh@narvan.example,HQ,نارون,TEH,,executive,over_8", at(2, "parent")),
        ("10,آزاده,azadeh@narvan.example,HQ,نارون,,12,executive,over_8", at(2, "manager")),
    ] {
        assert_eq!(places(ctx, &row(cells)).await, [wanted], "{cells}");
    }
    let twice = format!("{HEAD}20,Q,q@x.example,TEH,,,,staff,1\n20,R,Q@x.example,TEH,,,,staff,1\n");
    assert_eq!(places(ctx, &twice).await, [at(3, "code"), at(3, "email")]);
    let circle = format!("{HEAD}20,Q,q@x.example,TEH,,,21,staff,1\n21,R,r@x.example,TEH,,,20,staff,1\n");
    assert_eq!(places(ctx, &circle).await, [at(2, "manager"), at(3, "manager")]);
    let units = format!("{HEAD}20,Q,q@x.example,A,ا,B,,staff,1\n21,R,r@x.example,B,ب,A,,staff,1\n");
    assert_eq!(places(ctx, &units).await, [at(2, "parent"), at(3, "parent")]);
    let differs = format!("{HEAD}20,Q,q@x.example,A,ا,,,staff,1\n21,R,r@x.example,A,ب,,,staff,1\n");
    assert_eq!(places(ctx, &differs).await, [at(3, "unit_name_fa")]);
    assert_eq!(everybody(ctx).await.len(), 4, "nothing came in");
});

both_engines!(columns_are_known_in_both_languages_and_wrong_ones_are_named, |t| {
    apply(&t.ctx, COMPANY).await;
    let persian = "\u{feff}كد پرسنلي;نام;نشانی ایمیل;کد واحد;سطح;تاریخ شروع;زبان\r\n\
        ۲۰;ژاله;jaleh@narvan.example;TEH;کارکنان;۱۴۰۴/۰۸/۱۵;فارسی\r\n";
    let plan = apply(&t.ctx, persian).await;
    assert_eq!(plan.people.added, 1);
    let jaleh = everybody(&t.ctx).await.into_iter().find(|person| person.code == "20").expect("digits are folded");
    assert_eq!((jaleh.tenure, jaleh.locale), (TenureBand::From1To3, Locale::Fa));
    let other = testing::organisation(&t.core, "hr@sepand.example").await;
    for locale in Locale::ALL {
        let example = String::from_utf8(import::example(locale).expect("writes")).expect("UTF-8");
        let plan = import::preview(&other, &file(&example)).await.expect("the example can be imported");
        assert_eq!((plan.people.added, plan.units.total()), (3, 2));
    }
    let said = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.message.en).collect::<Vec<_>>();
    let wrong = said(problems(&t.ctx, "code,name,email,shoe size,Name\n1,a,a@b.ir,43,b\n").await);
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(wrong.iter().any(|text| text.contains("shoe size")));
});

both_engines!(another_organisation_is_another_world, |t| {
    apply(&t.ctx, COMPANY).await;
    let other = testing::organisation(&t.core, "hr@sepand.example").await;
    let text = format!("{HEAD}11,Q,bahram@narvan.example,TEH,,,10,staff,1\n");
    assert_eq!(places(&other, &text).await, [at(2, "manager"), at(2, "unit")]);
    let own = format!("{HEAD}11,Q,bahram@narvan.example,TEH,T,,,staff,1\n");
    assert_eq!(apply(&other, &own).await.people.added, 1, "codes and addresses are free in each organisation");
    assert_eq!(everybody(&t.ctx).await.len(), 4);
});

both_engines!(only_who_may_manage_all_people_imports, |t| {
    apply(&t.ctx, COMPANY).await;
    for person in everybody(&t.ctx).await.iter().filter(|person| person.id != t.ctx.person) {
        let ctx = testing::acting_as(&t.core, t.ctx.organisation, person.id).await;
        assert!(matches!(import::preview(&ctx, &file(COMPANY)).await, Err(Error::Refused(_))));
        assert!(matches!(import::apply(&ctx, &file(COMPANY)).await, Err(Error::Refused(_))));
    }
});

both_engines!(roles_come_from_their_column_and_administrators_only_from_administrators, |t| {
    apply(&t.ctx, COMPANY).await;
    let roles = "code,name,email,unit,roles\n12,گلناز,golnaz@narvan.example,TEH,HR; مدیر @ HQ\n";
    apply(&t.ctx, roles).await;
    let golnaz = everybody(&t.ctx).await.into_iter().find(|person| person.code == "12").expect("is there");
    let hq = people::units(&t.ctx).await.expect("units").by_code("HQ").expect("is there").id;
    let grants = people::find(&t.ctx, golnaz.id).await.expect("finds").grants;
    assert_eq!(grants.len(), 3);
    for grant in [(Role::Hr, None), (Role::Manager, Some(hq)), (Role::Employee, None)] {
        assert!(grants.contains(&Grant { role: grant.0, unit: grant.1 }), "{grant:?}");
    }
    let hr = testing::acting_as(&t.core, t.ctx.organisation, golnaz.id).await;
    let administrator = "code,name,email,unit,roles\n12,گلناز,golnaz@narvan.example,TEH,administrator\n";
    assert_eq!(places(&hr, administrator).await, [at(2, "roles")]);
    let unknown = "code,name,email,unit,roles\n12,گلناز,golnaz@narvan.example,TEH,king\n";
    assert_eq!(places(&t.ctx, unknown).await, [at(2, "roles")]);
});

/// So many people in 500 units, each with a manager.
fn large(rows: usize) -> String {
    let mut text = format!("{HEAD}0,a,a0@narvan.example,HQ,نارون,,,executive,over_8\n");
    for n in 1..=rows {
        let unit = n % 500;
        writeln!(text, "{n},نام {n},a{n}@narvan.example,U{unit},واحد {unit},HQ,{},staff,2", n / 10).expect("writes");
    }
    text
}

both_engines!(a_hundred_thousand_rows_come_in_whole_or_not_at_all, |t| {
    let bad = large(100_000).replace("a77@narvan", "a 77@narvan").replace("a99999@", "a99998@")
        + "100001,x,x@narvan.example,NOWHERE,,,,staff,2\n";
    let Err(Error::Invalid(problems)) = import::apply(&t.ctx, &file(&bad)).await else { panic!("is refused") };
    let rows: Vec<u32> = problems.into_iter().filter_map(|problem| problem.row).collect();
    assert_eq!(rows, [79, 100_001, 100_003]);
    assert_eq!(everybody(&t.ctx).await.len(), 1);
});

both_engines!(many_rows_come_in_once, |t| {
    let good = large(5_000);
    assert_eq!(apply(&t.ctx, &good).await.people.added, 5_001);
    let query = PeopleQuery { text: "a4999@".into(), ..PeopleQuery::default() };
    assert_eq!(people::list(&t.ctx, &query).await.expect("lists").count, 1);
    assert!(apply(&t.ctx, &good).await.changes_nothing());
});

both_engines!(a_list_of_people_without_addresses_is_no_list_of_units, |t| {
    apply(&t.ctx, COMPANY).await;
    for head in ["code,name,unit", "کد پرسنلی,نام و نام خانوادگی", "name,manager,unit code", "unit,full name,level"]
    {
        let rows = head.split(',').map(|_| "x").collect::<Vec<_>>().join(",");
        let found = problems(&t.ctx, &format!("{head}\n{rows}\n")).await;
        assert!(found.iter().any(|problem| problem.message.en.contains("“E-mail” is missing")), "{head} {found:?}");
    }
    let units = "code,name,parent\nNORTH,North,HQ\n";
    assert_eq!(import::preview(&t.ctx, &file(units)).await.expect("units").units.added, 1);
    let language = problems(&t.ctx, "code,name,email,unit,language\n20,Q,q@x.example,TEH,klingon\n").await;
    let said = &language[0].message;
    assert!(said.en.contains("Persian") && said.en.contains("English") && !said.en.contains("fa-IR"), "{said:?}");
    assert!(said.fa.contains("فارسی") && said.fa.contains("انگلیسی"), "{said:?}");
});

both_engines!(tenure_that_cannot_be_is_named, |t| {
    apply(&t.ctx, COMPANY).await;
    let head = "code,name,email,unit,tenure,start_date\n";
    for (tenure, start, field) in [
        ("-4", "", "tenure"),
        ("400", "", "tenure"),
        ("", "2040-01-01", "start_date"),
        ("", "1890-01-01", "start_date"),
    ] {
        let found = places(&t.ctx, &format!("{head}20,Q,q@x.example,TEH,{tenure},{start}\n")).await;
        assert_eq!(found, [at(2, field)], "{tenure}{start}");
    }
});

both_engines!(a_file_wrong_in_every_row_names_a_hundred, |t| {
    let mut text = String::from(HEAD);
    for row in 0..600 {
        writeln!(text, "{row},,p{row}@narvan.example,HQ,,,,staff,1").expect("a String takes any text");
    }
    let found = problems(&t.ctx, &text).await;
    assert_eq!(found.len(), 101);
    let last = found.last().expect("is there");
    assert_eq!(last.field.as_deref(), Some("more"));
    assert!(last.message.en.contains("500") && last.row.is_none(), "{last:?}");
});

both_engines!(two_imports_at_once_make_everybody_once, |t| {
    let first = file(COMPANY);
    let second = first.clone();
    let (one, two) = tokio::join!(import::apply(&t.ctx, &first), import::apply(&t.ctx, &second));
    let added: usize =
        [&one, &two].into_iter().filter_map(|plan| plan.as_ref().ok()).map(|plan| plan.people.added).sum();
    assert_eq!(added, 3, "{one:?} {two:?}");
    assert_eq!(everybody(&t.ctx).await.len(), 4);
});
