//! Accounts and contacts: who sees them, and found by what.

use ayeneh_core::{
    Ctx, Error, both_engines,
    customers::{self, Account, Contact, CustomersQuery, store},
    people, testing,
};
use ayeneh_domain::{
    bilingual::Locale,
    customers::AccountKind,
    ids::{AccountId, ContactId},
};

async fn one_account(ctx: &Ctx) -> Account {
    let unit = people::units(ctx).await.expect("units").tree().roots().next().expect("the company");
    let account = Account {
        id: AccountId(ctx.core.new_id()),
        code: "A1".into(),
        name: "پخش کیمیا".into(),
        kind: AccountKind::Customer,
        segment: String::new(),
        unit,
    };
    let contact = Contact {
        id: ContactId(ctx.core.new_id()),
        code: "C1".into(),
        account: account.id,
        name: "ژاله ملکی".into(),
        email: "jaleh@kimia.example".into(),
        locale: Locale::Fa,
        unit,
        active: true,
    };
    let mut tx = ctx.write().await.expect("a transaction");
    store::insert_account(&mut tx, ctx.organisation, &account).await.expect("an account");
    store::insert_contact(&mut tx, ctx.organisation, &contact, 0).await.expect("a contact");
    tx.commit().await.expect("commits");
    account
}

both_engines!(an_account_is_found_by_itself_and_by_its_contacts, |t| {
    let account = one_account(&t.ctx).await;
    for (text, found) in [("كيميا", 1), ("a1", 1), ("ملکی", 1), ("JALEH@", 1), ("zzz", 0), ("", 1)] {
        let query = CustomersQuery { text: text.into(), ..CustomersQuery::default() };
        let page = customers::list(&t.ctx, &query).await.expect("lists");
        assert_eq!((page.accounts.len(), page.count), (found, found), "{text}");
    }
    let detail = customers::find(&t.ctx, account.id).await.expect("finds");
    assert_eq!(detail.contacts.len(), 1);
    assert_eq!(customers::list_after(&t.ctx, "", 10).await.expect("lists"), [account]);
});

both_engines!(another_organisation_sees_no_account, |t| {
    let account = one_account(&t.ctx).await;
    let other = testing::organisation(&t.core, "hr@sepand.example").await;
    assert!(matches!(customers::find(&other, account.id).await, Err(Error::NotFound)));
    assert_eq!(customers::list(&other, &CustomersQuery::default()).await.expect("lists").count, 0);
});
