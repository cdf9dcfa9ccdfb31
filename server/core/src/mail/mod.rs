//! Mail: enqueued in the transaction of a use case, rendered when it is sent, sent by a worker.
//!
//! The outbox keeps no text and no link: both are made from the invitation at the moment of sending, so that a copy of
//! the database opens nothing. Each recipient has a state of its own; one refused address stops nobody else.

/// Which mails the office sees and counts, as a condition in SQL. Reminders are left out: who has answered gets none, so where
/// they stand would tell who has not. So are the mails about thanks and about the actions of a plan: they would tell who was
/// thanked where nobody else reads it, and who has a plan.
macro_rules! told {
    () => {
        "kind NOT IN ('reminder', 'thanks_month', 'actions_due')"
    };
}
pub(crate) use told;

mod deliveries;
mod enqueue;
mod facts;
mod kind;
mod message;
mod preview;
mod render;
mod rows;
mod sample;
mod smtp;
mod store;
mod transport;
mod worker;

pub(crate) use enqueue::{enqueue_invitation, enqueue_of_cycle};

pub use deliveries::{Counts, Deliveries, Delivery, State, deliveries, latest, overview, send_again};
pub(crate) use enqueue::enqueue_thanks;
pub use enqueue::{
    Reminders, enqueue_invitations, enqueue_password_reset, enqueue_reminders, enqueue_report_released, enqueue_sign_in,
};
pub use kind::MailKind;
pub use preview::{Preview, preview};
pub use render::Rendered;
pub use sample::{Sample, sample};
pub use smtp::Server;
pub use store::STATEMENTS;
pub use transport::{Transport, TransportError, check_sender};
pub use worker::{Pass, deliver_due, run};
