package studio.backline.platform.mail.dns;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.mail.MailCheck.Published;

/** Finds SPF, DKIM and DMARC among what a domain publishes. */
public final class DomainRecords {

    private static final Logger log = LoggerFactory.getLogger(DomainRecords.class);
    private static final Pattern SELECTOR =
            Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?", Pattern.CASE_INSENSITIVE);

    private final Texts texts;

    public DomainRecords(Texts texts) {
        this.texts = texts;
    }

    /** Looks texts up. */
    @FunctionalInterface
    public interface Texts {

        /** All of a name; empty where it has none. */
        List<String> of(String name) throws IOException;
    }

    /** All three; empty where nobody answers. */
    public Optional<Published> of(String domain, String selector) {
        try {
            List<String> spf = beginning("v=spf1", texts.of(domain));
            List<String> dkim =
                    SELECTOR.matcher(selector).matches()
                            ? keys(texts.of(selector + "._domainkey." + domain))
                            : List.of();
            return Optional.of(new Published(domain, spf, dkim, dmarc(domain)));
        } catch (IOException e) {
            log.debug("The name servers do not answer.", e);
            return Optional.empty();
        }
    }

    /** A domain without a rule of its own has that of the one above it, down to two labels. */
    private List<String> dmarc(String domain) throws IOException {
        String at = domain;
        while (true) {
            List<String> found = beginning("v=DMARC1", texts.of("_dmarc." + at));
            int dot = at.indexOf('.');
            if (!found.isEmpty() || dot < 0 || at.indexOf('.', dot + 1) < 0) {
                return found;
            }
            at = at.substring(dot + 1);
        }
    }

    /** The version may be left out of a key (RFC 6376, section 3.6.1). */
    private static List<String> keys(List<String> records) {
        return records.stream().filter(each -> each.matches("(?s).*\\bp=.*")).toList();
    }

    private static List<String> beginning(String version, List<String> records) {
        String wanted = version.toLowerCase(Locale.ROOT);
        return records.stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(wanted))
                .filter(
                        each ->
                                each.length() == wanted.length()
                                        || " ;".indexOf(each.charAt(wanted.length())) >= 0)
                .toList();
    }
}
