package studio.backline.plugins.crm.contact;

import java.util.List;
import studio.backline.plugins.crm.PlainText;

/**
 * One way to reach a person or an organisation. Several people may share one: a family's phone, an
 * orchestra's office.
 *
 * @param kind of which kind
 * @param label what sort of it: work, home; for a handle the platform; may be empty
 * @param value as the person wrote it; a mail without what is no part of the address
 */
public record ContactPoint(ContactKind kind, String label, String value) {

    /** The longest value, in characters. */
    public static final int MAX_VALUE = 320;

    /** The longest label, in characters. */
    public static final int MAX_LABEL = 60;

    /** The most that one person may have. */
    public static final int MAX_COUNT = 50;

    /** Checks size, then characters, then syntax; a mail needs one. */
    public ContactPoint {
        PlainText.line("label", label, MAX_LABEL);
        PlainText.required(kind.code(), value, MAX_VALUE);
        if (kind == ContactKind.MAIL) {
            MailAddress.require(value);
            value = MailAddress.bare(value);
        }
    }

    /** A mail address without a label. */
    public static ContactPoint mail(String value) {
        return new ContactPoint(ContactKind.MAIL, "", value);
    }

    /**
     * The form that is compared and matched by.
     *
     * @param country for phones, see {@link PhoneNumber#normalised}
     */
    public String normalised(String country) {
        return switch (kind) {
            case MAIL -> MailAddress.normalised(value).orElse(value);
            case PHONE -> PhoneNumber.normalised(value, country);
            case HANDLE -> Handle.normalised(value);
            case WEB -> Handle.page(value);
        };
    }

    /** What somebody is found by: each of them, and a phone as it compares, too. */
    public static String searched(List<ContactPoint> contacts) {
        StringBuilder text = new StringBuilder();
        for (ContactPoint contact : contacts) {
            text.append(' ').append(contact.value());
            if (contact.kind() == ContactKind.PHONE) {
                text.append(' ').append(contact.normalised(""));
            }
        }
        return text.toString();
    }
}
