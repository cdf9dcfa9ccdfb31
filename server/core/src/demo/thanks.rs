//! Thanks among the invented people, over the last days.

use ayeneh_domain::{
    permission::{Grant, Role},
    recognition::Audience,
};

use super::staff::Staff;
use crate::{
    Ctx, Result,
    recognition::{NewThanks, give},
};

/// For what, and what is written, in Persian.
const WORDS: [(&str, &str); 6] = [
    ("listen.4", "مشتری یک ساعت پشت خط بود و شما تا آخر آرام ماندید. ممنون."),
    ("follow_through.2", "پروندهٔ دیروز را خودتان تا واحد خسارت دنبال کردید و همان روز بسته شد."),
    ("promise.4", "پیش از آنکه بپرسم، گفتید کار دیر می‌شود. برنامه‌ام را عوض کردم و به مشتری هم خبر دادم."),
    ("know_how.4", "بیمه‌نامهٔ تازه را طوری توضیح دادید که مشتری همان‌جا تصمیم گرفت."),
    ("cooperate.3", "در هفتهٔ شلوغ پایان ماه به میز ما آمدید و نیمی از تماس‌ها را گرفتید."),
    ("cooperate.4", "گفتید اشتباه از شما بود و همان موقع درستش کردید. خیلی چیزها از همین یاد گرفتم."),
];

/// So many thanks are given.
const THANKS: usize = 14;

/// Lets some people thank others; one in seven for the other alone. HR is thanked too, so that whoever shows that role finds
/// something.
pub(super) async fn thank(ctx: &Ctx, staff: &Staff) -> Result<()> {
    let count = staff.people.len();
    for turn in 0..THANKS {
        let from = &staff.people[(turn * 37 + 11) % count];
        let to = match turn {
            3 | 4 => staff.people.iter().find(|person| person.id == ctx.person),
            _ => Some(&staff.people[(turn * 53 + 40) % count]),
        };
        let Some(to) = to.filter(|to| to.id != from.id) else { continue };
        let giver = Ctx { person: from.id, grants: vec![Grant { role: Role::Employee, unit: None }], ..ctx.clone() };
        let audience = if turn % 7 == 3 { Audience::Person } else { Audience::Company };
        let (behaviour, words) = WORDS[turn % WORDS.len()];
        let new = NewThanks {
            to: to.code.clone(),
            behaviour: behaviour.to_owned(),
            words: words.to_owned(),
            audience: audience.key().to_owned(),
        };
        give(&giver, &new).await?;
    }
    Ok(())
}
