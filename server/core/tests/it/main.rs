//! Services and stores on both engines.

mod assessments;
mod customers;
mod customers_import;
mod cycles;
mod demo;
mod drafts;
mod historical;
mod home;
mod idempotency;
mod mail;
mod measures;
mod order;
mod people;
mod people_edit;
mod people_import;
mod release;
mod respond;
mod results;
mod scorecard;
mod secret;
mod sign_in;
mod smtp_sink;
mod statements;
mod stop;
mod surveys;
