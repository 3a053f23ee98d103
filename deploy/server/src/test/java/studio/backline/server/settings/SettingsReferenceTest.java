package studio.backline.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The settings file is the list of the settings: nothing in it is made up, nothing is missing. */
class SettingsReferenceTest {

    private final SettingsReference reference = SettingsReference.ofThisBuild();

    @Test
    void every_setting_of_the_code_is_documented_and_every_documented_one_is_in_the_code()
            throws Exception {
        Set<String> inCode = new TreeSet<>(Set.of("backline.data"));
        for (String prefixed : propertyClasses()) {
            Class<?> type = Class.forName(prefixed);
            collect(type.getAnnotation(ConfigurationProperties.class).value(), type, inCode);
        }
        Set<String> documented = new TreeSet<>(reference.examples().keySet());
        documented.removeIf(name -> !name.startsWith("backline."));

        assertThat(documented).isEqualTo(inCode);
    }

    @Test
    void a_line_without_default_counts_as_a_setting_and_a_sentence_does_not() {
        SettingsReference read =
                SettingsReference.of(
                        """
                        # Backline: a sentence.
                        server:
                          # A sentence: with a colon.
                          port: 1
                        #  address: here
                        """);

        assertThat(read.examples()).containsOnlyKeys("server.port", "server.address");
    }

    @Test
    void a_misspelt_name_is_near_to_the_right_one() {
        assertThat(reference.nearest("backline.databse.url")).contains("backline.database.url");
        assertThat(reference.nearest("spring.application.name")).isEmpty();
    }

    private static Set<String> propertyClasses() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<String> names = new TreeSet<>();
        scanner.findCandidateComponents("studio.backline")
                .forEach(found -> names.add(String.valueOf(found.getBeanClassName())));
        assertThat(names).as("records with settings").hasSizeGreaterThan(2);
        return names;
    }

    private static void collect(String prefix, Class<?> type, Set<String> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + hyphenated(component.getName());
            if (component.getType().isRecord()) {
                collect(name, component.getType(), into);
            } else {
                into.add(name);
            }
        }
    }

    private static String hyphenated(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
