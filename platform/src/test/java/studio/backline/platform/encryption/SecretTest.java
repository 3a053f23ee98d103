package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import studio.backline.contract.encryption.Secret;
import tools.jackson.databind.json.JsonMapper;

/** A secret is a type that nothing prints by accident. */
class SecretTest {

    private static final String CANARY = "canary-Xq80";

    private record Login(String user, Secret password, Optional<Secret> former)
            implements Serializable {}

    private final Login login = new Login("ada", Secret.of(CANARY), Optional.of(Secret.of(CANARY)));

    @Test
    void itPrintsAsNothingAnywhere() {
        assertThat(login.toString()).contains("Secret[…]").doesNotContain(CANARY);
        assertThat("%s".formatted(List.of(Secret.of(CANARY)))).doesNotContain(CANARY);
        assertThat(new IllegalStateException("Refused: " + login)).hasMessageNotContaining(CANARY);
        assertThat(Map.of("secret", Secret.of(CANARY)).toString()).doesNotContain(CANARY);
    }

    @Test
    void noJsonMapperWritesIt() {
        JsonMapper usual = JsonMapper.shared();
        JsonMapper nosy =
                JsonMapper.builder()
                        .changeDefaultVisibility(
                                visibility ->
                                        visibility.withVisibility(
                                                PropertyAccessor.ALL, Visibility.ANY))
                        .build();

        for (JsonMapper mapper : List.of(usual, nosy)) {
            assertThat(mapper.writeValueAsString(login)).contains("ada").doesNotContain(CANARY);
            assertThat(mapper.writeValueAsString(Secret.of(CANARY))).doesNotContain(CANARY);
        }
    }

    @Test
    void javaDoesNotSerialiseIt() {
        assertThatThrownBy(
                        () -> {
                            try (ObjectOutputStream out =
                                    new ObjectOutputStream(new ByteArrayOutputStream())) {
                                out.writeObject(login);
                            }
                        })
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void twoAreEqualWhereTheirTextsAre() {
        assertThat(Secret.of(CANARY)).isEqualTo(Secret.of(CANARY)).isNotEqualTo(Secret.of("other"));
        assertThat(Secret.of(CANARY).reveal()).isEqualTo(CANARY);
        assertThat(Secret.of("")).isSameAs(Secret.none());
        assertThat(Secret.none().isNone()).isTrue();
        assertThat(Secret.of(CANARY).hashCode()).isEqualTo(Secret.of("other").hashCode());
    }

    /** The pepper's version, which is none; and one whose toString is a constant. */
    private static final Set<String> NO_SECRET =
            Set.of("encryption.PasswordHash$Stored.pepper", "identity.NewAccount.password");

    @Test
    void whoeverKeepsASecretAsTextSaysOfItselfWhatIsPrinted() {
        Set<String> found = new TreeSet<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("studio.backline.platform")
                        .stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(SecretTest::isSecretInText)
                        .filter(field -> printsItsParts(field.getOwner()))
                        .map(
                                field ->
                                        field.getFullName()
                                                .substring("studio.backline.platform.".length()))
                        .forEach(found::add);

        assertThat(found)
                .as("of the type Secret, or in a type that has a toString of its own")
                .isSubsetOf(NO_SECRET);
    }

    /** A record's own toString is not written by anybody, and prints all that it has. */
    private static boolean printsItsParts(JavaClass type) {
        return type.isRecord()
                && type.tryGetMethod("toString")
                        .filter(
                                method ->
                                        method.getAccessesFromSelf().stream()
                                                .noneMatch(
                                                        access ->
                                                                access.getTarget()
                                                                        .getOwner()
                                                                        .getName()
                                                                        .startsWith(
                                                                                "java.lang.String")))
                        .isPresent();
    }

    private static boolean isSecretInText(JavaField field) {
        boolean text =
                field.getRawType().isEquivalentTo(String.class)
                        || field.getRawType().isEquivalentTo(char[].class);
        boolean constant =
                field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC);
        return text
                && !constant
                && field.getName()
                        .matches("(?i)(.*(password|passphrase|secret|token|verifier|pepper)|pin)");
    }
}
