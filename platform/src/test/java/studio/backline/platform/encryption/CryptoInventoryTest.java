package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the code names of cryptography is what the inventory says, no less and no more. */
class CryptoInventoryTest {

    /** What does the work in Bouncy Castle; parameters, formats and exceptions are none of it. */
    private static final String ENGINES =
            ".*/(engines|digests|generators|macs|signers|modes|agreement)/\\w+"
                    + "|.*/openpgp/PGPEncryptedDataGenerator"
                    + "|.*/TimeBasedOneTimePasswordGenerator"
                    + "|.*/openpgp/operator/\\w+/Jce\\w+(MethodGenerator)";

    @Test
    void everyPrimitiveThatTheCodeNamesIsInTheInventoryAndNoOther() throws Exception {
        Map<String, Set<String>> used = used();

        assertThat(used.keySet())
                .as("used by %s", used)
                .containsExactlyInAnyOrderElementsOf(inventory().keySet());
    }

    @Test
    void eachSaysItsStandardItsUseAndWhatShowsThatItIsRight() throws Exception {
        for (Map.Entry<String, Map<String, String>> entry : inventory().entrySet()) {
            Map<String, String> said = entry.getValue();
            assertThat(said).as(entry.getKey()).containsOnlyKeys("standard", "for", "proof");
            String proof = Objects.requireNonNull(said.get("proof"));
            if (!proof.startsWith("none; ")) {
                try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
                    assertThat(tests)
                            .as("the proof of %s", entry.getKey())
                            .anyMatch(test -> test.endsWith(proof + ".java"));
                }
            }
        }
    }

    private static Map<String, Map<String, String>> inventory() throws IOException {
        try (InputStream page =
                Objects.requireNonNull(
                        CryptoInventoryTest.class.getResourceAsStream(
                                "/META-INF/backline/crypto.yaml"))) {
            Map<String, Map<String, Map<String, String>>> all =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(page);
            return Objects.requireNonNull(all.get("primitives"));
        }
    }

    private static Map<String, Set<String>> used() throws Exception {
        Path classes =
                Path.of(KeyStore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, Set<String>> used = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                read(ClassFile.of().parse(file), used);
            }
        }
        return used;
    }

    private static void read(ClassModel model, Map<String, Set<String>> used) {
        String name = model.thisClass().asInternalName();
        for (MethodModel method : model.methods()) {
            Deque<String> words = new ArrayDeque<>();
            method.code().ifPresent(code -> code.forEach(each -> read(each, words, name, used)));
        }
    }

    private static void read(
            CodeElement element, Deque<String> words, String in, Map<String, Set<String>> used) {
        if (element instanceof ConstantInstruction constant
                && constant.constantValue() instanceof String word) {
            words.push(word);
        }
        if (element instanceof InvokeInstruction call) {
            String owner = call.owner().asInternalName();
            String made = call.name().stringValue();
            if (isFactory(owner) && made.equals("getInstance") && !words.isEmpty()) {
                boolean named = call.type().stringValue().startsWith("(Ljava/lang/String;Ljava");
                String provider = named ? words.pop() : "";
                note(words.pop(), in + provider, used);
            } else if (made.equals("<init>") && owner.equals("java/security/SecureRandom")) {
                note("SecureRandom", in, used);
            } else if ((owner.startsWith("org/bouncycastle/")
                            || owner.startsWith("com/eatthepath/"))
                    && (made.equals("<init>") || made.equals("newInstance"))
                    && owner.matches(ENGINES)) {
                note(owner.substring(owner.lastIndexOf('/') + 1), in, used);
            }
            if (!isFactory(owner)) {
                words.clear();
            }
        }
    }

    private static boolean isFactory(String owner) {
        return owner.startsWith("javax/crypto/")
                || Arrays.asList(
                                "java/security/MessageDigest",
                                "java/security/Signature",
                                "java/security/KeyPairGenerator",
                                "java/security/KeyFactory",
                                "java/security/SecureRandom",
                                "java/security/cert/CertificateFactory",
                                "javax/net/ssl/SSLContext")
                        .contains(owner);
    }

    private static void note(String primitive, String in, Map<String, Set<String>> used) {
        used.computeIfAbsent(primitive, _ -> new TreeSet<>()).add(in);
    }
}
