package studio.backline.platform.health;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of an examination's findings. What the house says of any of them comes from here. */
record FindingWords(ResourceBundle own, ResourceBundle house, Locale language) {

    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static FindingWords of(Examination examination, Locale language) {
        ResourceBundle house = bundle(FindingWords.class.getPackageName() + ".findings", language);
        return new FindingWords(
                ResourceBundle.getBundle(
                        examination.words(),
                        language,
                        examination.getClass().getClassLoader(),
                        CONTROL),
                house,
                language);
    }

    Diagnosis tell(Finding finding) {
        return new Diagnosis(
                finding.key(),
                finding.severity(),
                text(finding.subject(), finding),
                text(finding.key(), finding),
                has(finding.key() + ".remedy") ? text(finding.key() + ".remedy", finding) : "");
    }

    private boolean has(String key) {
        return own.containsKey(key) || house.containsKey(key);
    }

    /** A key without words is a mistake of ours; it must not hide what was found. */
    private String text(String key, Finding finding) {
        try {
            String pattern = (own.containsKey(key) ? own : house).getString(key);
            return new MessageFormat(pattern, language).format(finding.arguments().toArray());
        } catch (MissingResourceException e) {
            return key + " " + String.join(", ", finding.arguments());
        }
    }

    private static ResourceBundle bundle(String name, Locale language) {
        return ResourceBundle.getBundle(name, language, CONTROL);
    }
}
