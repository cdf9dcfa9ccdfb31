//! Services and stores on both engines.

mod assessments;
mod customers;
mod customers_import;
mod demo;
mod drafts;
mod historical;
mod home;
mod mail;
mod measures;
mod people;
mod people_edit;
mod people_import;
mod release;
mod respond;
mod results;
mod scorecard;
mod sign_in;
mod smtp_sink;
mod statements;
mod stop;
mod surveys;
