package studio.backline.platform.outbound.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Looks texts up that a domain publishes (TXT, RFC 1035), at the name servers of this machine. */
public final class TextRecords {

    private static final String TXT = "TXT";

    /**
     * A record of several strings comes with those in quotes that need them, and blanks between.
     */
    private static final Pattern STRINGS =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]+)");

    private final String servers;

    private TextRecords(String servers) {
        this.servers = servers;
    }

    /** As this machine is set up. */
    public static TextRecords ofThisMachine() {
        return new TextRecords("dns:");
    }

    /** Of one name server. */
    public static TextRecords at(String address, int port) {
        return new TextRecords("dns://" + address + ":" + port);
    }

    /**
     * All of a name; empty where it has none.
     *
     * @throws IOException where no name server answers
     */
    // Of JNDI's providers this is the one for names, whatever is asked; it hands out texts alone.
    @SuppressWarnings("BanJNDI")
    public List<String> of(String name) throws IOException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("java.naming.provider.url", servers);
        settings.put("com.sun.jndi.dns.timeout.initial", "2000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            InitialDirContext context = new InitialDirContext(settings);
            try {
                Attribute found = context.getAttributes(name + ".", new String[] {TXT}).get(TXT);
                return found == null ? List.of() : texts(found);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new IOException("No name server answers.", e);
        }
    }

    private static List<String> texts(Attribute found) throws NamingException {
        List<String> texts = new ArrayList<>();
        NamingEnumeration<?> all = found.getAll();
        while (all.hasMore()) {
            texts.add(joined(String.valueOf(all.next())));
        }
        return texts;
    }

    /** Strings of one record are one text (RFC 7208, section 3.3). */
    private static String joined(String shown) {
        if (!shown.contains("\"")) {
            return shown;
        }
        StringBuilder text = new StringBuilder();
        Matcher each = STRINGS.matcher(shown);
        while (each.find()) {
            String quoted = each.group(1);
            text.append(quoted == null ? each.group(2) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return text.toString();
    }
}
