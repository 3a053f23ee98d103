package studio.backline.testkit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of the server, after redirects.
 *
 * @param url where it came from in the end
 * @param status HTTP status
 * @param headers header values by name in lower case
 * @param body the text
 */
public record Page(URI url, int status, Map<String, List<String>> headers, String body) {

    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<(input|button)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)(?:=\"([^\"]*)\")?");

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }

    /** The first form that has fields of all these names. */
    public Form formWith(Set<String> wanted) {
        Matcher forms = FORM.matcher(body);
        while (forms.find()) {
            Map<String, String> fields = fields(forms.group(2));
            if (fields.keySet().containsAll(wanted)) {
                String action = attributes(forms.group(1)).getOrDefault("action", "");
                return new Form(action.isEmpty() ? url : url.resolve(unescape(action)), fields);
            }
        }
        throw new AssertionError(
                "No form with the fields %s on %s (%d):\n%s".formatted(wanted, url, status, body));
    }

    /** The first group of the first match in the text. */
    String find(Pattern pattern) {
        Matcher found = pattern.matcher(body);
        if (!found.find()) {
            throw new AssertionError("No %s on %s (%d):\n%s".formatted(pattern, url, status, body));
        }
        return found.group(1);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher inputs = INPUT.matcher(form);
        while (inputs.find()) {
            Map<String, String> attributes = attributes(inputs.group(2));
            String type = attributes.getOrDefault("type", "text");
            boolean unchosen =
                    (type.equals("radio") || type.equals("checkbox"))
                            && !attributes.containsKey("checked");
            String name = attributes.getOrDefault("name", "");
            if (!name.isEmpty() && !(unchosen && fields.containsKey(name))) {
                fields.put(name, unchosen ? "" : unescape(attributes.getOrDefault("value", "")));
            }
        }
        return fields;
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher found = ATTRIBUTE.matcher(tag);
        while (found.find()) {
            attributes.put(found.group(1), found.group(2) == null ? "" : found.group(2));
        }
        return attributes;
    }

    private static String unescape(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /**
     * A form as the page offers it.
     *
     * @param action where it goes
     * @param fields names and values, hidden ones such as the CSRF token among them
     */
    public record Form(URI action, Map<String, String> fields) {}
}
