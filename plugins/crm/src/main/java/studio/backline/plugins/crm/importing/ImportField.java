package studio.backline.plugins.crm.importing;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.party.PartyTables;

/** What a column of a file may hold. Those that may repeat take several columns. */
public enum ImportField {
    /** The column is left out. */
    IGNORE(true),
    EXTERNAL_ID(false),
    /** Which list that id is from. */
    EXTERNAL_SOURCE(false),
    TITLE(false),
    GIVEN(false),
    /** More given names, which stand behind the first. */
    MIDDLE(true),
    FAMILY(false),
    /** Given and family in one cell, split here. */
    FULL_NAME(false),
    STAGE(false),
    SORT_FORM(false),
    SALUTATION(false),
    LANGUAGE(false),
    CITY(false),
    COUNTRY(false),
    MAIL(true),
    PHONE(true),
    HANDLE(true),
    WEB(true),
    /** The label of the mail, phone, handle or web page beside it. */
    LABEL(true),
    ROLES(true),
    TAGS(true),
    ORGANISATION(false),
    POSITION(false),
    /** Subscribed, unsubscribed, bounced, cleaned, complained, and how exports word them. */
    MAIL_STATUS(true),
    /** A date, or yes: the person does not want mail. */
    UNSUBSCRIBED(true),
    /** A date, or yes: the address does not work. */
    BOUNCED(true),
    /** Since when the status holds, or when the person agreed. */
    CONSENT_DATE(true),
    /** Where the person agreed. */
    CONSENT_SOURCE(false),
    /** On which basis the person may be written to, as the export words it. */
    CONSENT_BASIS(false),
    /** A no to calls, as the export words it; or a date, or yes: the person wants none. */
    CALLS_REFUSED(false),
    /** The same of text messages. */
    TEXTS_REFUSED(false),
    /** The same of letters on paper. */
    POST_REFUSED(false);

    private static final Set<ImportField> OF_ORGANISATIONS =
            EnumSet.of(
                    IGNORE,
                    ORGANISATION,
                    CITY,
                    COUNTRY,
                    MAIL,
                    PHONE,
                    HANDLE,
                    WEB,
                    LABEL,
                    ROLES,
                    TAGS,
                    MAIL_STATUS,
                    UNSUBSCRIBED,
                    BOUNCED,
                    CONSENT_DATE,
                    CONSENT_SOURCE);

    private final boolean repeats;

    ImportField(boolean repeats) {
        this.repeats = repeats;
    }

    /** Whether a file of people, or of organisations, may have a column for it. */
    public boolean isOf(PartyTables kind) {
        return kind == PartyTables.PERSON || OF_ORGANISATIONS.contains(this);
    }

    /** Whether several columns may hold it. */
    public boolean repeats() {
        return repeats;
    }

    /** Whether it is told by a date, or may be. */
    public boolean dated() {
        return switch (this) {
            case UNSUBSCRIBED, BOUNCED, CONSENT_DATE -> true;
            case CALLS_REFUSED, TEXTS_REFUSED, POST_REFUSED -> true;
            default -> false;
        };
    }

    /** Whether it may say that somebody wants no letters, or nothing else of the kind. */
    public boolean saysNo() {
        return switch (this) {
            case MAIL_STATUS, UNSUBSCRIBED, BOUNCED -> true;
            default -> refusesAnotherWay();
        };
    }

    /** Whether it tells who wants no calls, texts or post; it can give no permission. */
    public boolean refusesAnotherWay() {
        return switch (this) {
            case CALLS_REFUSED, TEXTS_REFUSED, POST_REFUSED -> true;
            default -> false;
        };
    }

    /** The way to reach somebody that it holds; empty for what is none. */
    public Optional<ContactKind> contact() {
        return switch (this) {
            case MAIL, PHONE, HANDLE, WEB -> Optional.of(ContactKind.valueOf(name()));
            default -> Optional.empty();
        };
    }

    /** Its text is {@code crm.import.field.<code>} in the messages. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
