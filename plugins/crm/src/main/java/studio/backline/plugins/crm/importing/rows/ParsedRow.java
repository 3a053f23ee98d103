package studio.backline.plugins.crm.importing.rows;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonKeys;

/** A row of a file, read. */
public sealed interface ParsedRow {

    /** Where it begins in the file, from 1. */
    long line();

    /** The row as it was. */
    List<String> cells();

    /** The addresses for mail in it, as they compare, also in a row that cannot be taken. */
    List<String> mails();

    /** What it is about, as shown; what has no name, by its first cells. */
    default String display() {
        return cells().stream()
                .filter(cell -> !cell.isBlank())
                .limit(4)
                .collect(Collectors.joining(", "));
    }

    /** What the file calls the person; empty text for nothing. */
    String externalId();

    /** Which list that is from; empty where the file does not tell, and then it is its own. */
    Optional<String> list();

    /** The same as nobody, for a reason; what it says of writing to them stays. */
    default Faulty leftOut(String reason) {
        return new Faulty(line(), cells(), mails(), externalId(), list(), news(), reason, "");
    }

    /** By which it is known again in its file; empty text for nothing. */
    default String called() {
        return externalId().isEmpty()
                ? ""
                : list().map(list -> externalId() + '\n' + list).orElse(externalId());
    }

    /** What it says of writing to the person. */
    MailNews news();

    /**
     * A person.
     *
     * @param id the person's, should they be new
     * @param externalId what the file calls them; empty text for none
     * @param list which list that is from, where the file tells
     * @param details what is known
     * @param keys what lists and searches go by
     * @param normalised the contact points' values as they compare, in the same order
     * @param alone whether it names an organisation and nobody: it is about a person only where
     *     that person is here
     */
    record Known(
            long line,
            List<String> cells,
            List<String> mails,
            MailNews news,
            UUID id,
            String externalId,
            Optional<String> list,
            PersonDetails details,
            PersonKeys keys,
            List<String> normalised,
            boolean alone)
            implements ParsedRow {

        private static final int MIN_PHONE = 6;

        @Override
        public String display() {
            return keys.display();
        }

        /** Whether there is a name, and not an address alone. */
        public boolean named() {
            return !details.name().display().isBlank();
        }

        /** The same, told otherwise of writing to them. */
        Known with(MailNews otherNews) {
            return new Known(
                    line,
                    cells,
                    mails,
                    otherNews,
                    id,
                    externalId,
                    list,
                    details,
                    keys,
                    normalised,
                    alone);
        }

        /** How they are reached by mail, or by a phone whose number is long enough to be one. */
        public List<String> reached(ContactKind kind) {
            return IntStream.range(0, normalised.size())
                    .filter(i -> contacts().get(i).kind() == kind)
                    .mapToObj(normalised::get)
                    .filter(value -> kind != ContactKind.PHONE || value.length() >= MIN_PHONE)
                    .toList();
        }

        /** The ways to reach them. */
        public List<ContactPoint> contacts() {
            return details.contacts();
        }
    }

    /**
     * An organisation. Lists do not number them; they are known again by name.
     *
     * @param news what is said of its addresses; nothing where it has none
     * @param details what is known
     */
    record Organisation(
            long line,
            List<String> cells,
            List<String> mails,
            MailNews news,
            OrganisationDetails details)
            implements ParsedRow {

        @Override
        public String display() {
            return details.name();
        }

        @Override
        public String externalId() {
            return "";
        }

        @Override
        public Optional<String> list() {
            return Optional.empty();
        }
    }

    /**
     * Nobody.
     *
     * @param reason {@code crm.import.fault.<reason>}
     * @param detail for its text: {@code field:} and a field's code, or a number
     */
    record Faulty(
            long line,
            List<String> cells,
            List<String> mails,
            String externalId,
            Optional<String> list,
            MailNews news,
            String reason,
            String detail)
            implements ParsedRow {}
}
