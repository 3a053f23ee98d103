package studio.backline.testkit.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Which room may know which. */
final class ArrowRules {

    private static final String HOUSE = "studio.backline.";
    private static final Pattern INSIDE_A_MODULE =
            Pattern.compile("studio\\.backline\\.platform\\.[a-z]+\\..+");

    static final Rule ARROWS =
            new Rule(
                    "Each room depends only on the rooms below it",
                    "contract knows nothing but the JDK; screens adds Vaadin, models the SDKs of"
                            + " vendors; platform never sees a screen; ui uses of platform"
                            + " the roots of modules and what they name as an interface; a plugin knows contract and screens alone. Ask through a port"
                            + " or an extension point of the lower room",
                    module -> breaches(module, ArrowRules::crossesAWall));

    static final Rule CRYPTOGRAPHY =
            new Rule(
                    "Ciphers stay inside platform.encryption",
                    "one place decides on algorithms and keys; use FieldEncryption, BlindIndex,"
                            + " FileEncryption, PasswordHash, Hmac or SecureTokens",
                    module ->
                            breaches(
                                    module,
                                    (room, pair) ->
                                            !pair.from().startsWith(HOUSE + "platform.encryption")
                                                    && (pair.to().startsWith("javax.crypto")
                                                            || pair.to()
                                                                    .startsWith(
                                                                            "org.bouncycastle"))));

    static final Rule NO_JDBC_IN_PLUGINS =
            new Rule(
                    "A plugin does not speak JDBC",
                    "the host owns connections and their context; use repositories, BulkLoad and"
                            + " BulkExport",
                    module ->
                            breaches(
                                    module,
                                    (room, pair) ->
                                            room == Room.PLUGIN
                                                    && (pair.to().startsWith("java.sql")
                                                            || pair.to().startsWith("javax.sql")
                                                            || pair.to()
                                                                    .startsWith(
                                                                            "org.springframework"
                                                                                    + ".jdbc"))));

    private ArrowRules() {}

    /** Two package names, the first using the second. */
    record Use(String from, String to) {}

    private static List<Violation> breaches(
            InspectedModule module, BiPredicate<Room, Use> forbidden) {
        List<Violation> found = new ArrayList<>();
        for (JavaClass type : module.classes()) {
            Set<String> targets = new LinkedHashSet<>();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                Use use = new Use(type.getPackageName(), target.getPackageName());
                if (!target.isPrimitive() && forbidden.test(module.room(), use)) {
                    targets.add(target.getName());
                }
            }
            targets.forEach(
                    target -> found.add(new Violation(type.getName(), "depends on " + target)));
        }
        return found;
    }

    static boolean crossesAWall(Room room, Use use) {
        String to = use.to();
        return switch (room) {
            case CONTRACT ->
                    !within(
                            to,
                            "java",
                            "org.jspecify",
                            "org.pf4j",
                            "jakarta.persistence",
                            HOUSE + "contract");
            case SCREENS ->
                    ofTheHouse(to, "contract", "screens")
                            || within(to, "org.springframework", "jakarta.persistence", "org.pf4j");
            case MODELS ->
                    ofTheHouse(to, "contract", "models")
                            || within(to, "com.vaadin", "java.net.http", "okhttp3");
            case TESTKIT -> ofTheHouse(to, "contract", "screens", "testkit");
            case PLATFORM -> ofTheHouse(to, "contract", "platform") || within(to, "com.vaadin");
            case UI ->
                    ofTheHouse(to, "contract", "screens", "platform", "ui")
                            || INSIDE_A_MODULE.matcher(to).matches() && !isNamed(to)
                            || within(
                                    to,
                                    "jakarta.persistence",
                                    "org.springframework.data",
                                    "org.springframework.jdbc",
                                    "org.springframework.orm");
            case SERVER -> ofTheHouse(to, "contract", "screens", "platform", "ui", "server");
            case BENCH -> ofTheHouse(to, "contract", "platform", "testkit", "plugins.crm", "bench");
            // It is a folder that is put together, with journeys through it.
            case DISTRIBUTION -> ofTheHouse(to);
            case PLUGIN -> ofTheHouse(to, "contract", "screens") && !ofTheSamePlugin(use);
        };
    }

    /** Whether its module says that this package is for others, too (Spring Modulith's word). */
    private static boolean isNamed(String packageName) {
        try {
            Class<?> told =
                    Class.forName(
                            packageName + ".package-info",
                            false,
                            ArrowRules.class.getClassLoader());
            return Arrays.stream(told.getAnnotations())
                    .map(each -> each.annotationType().getSimpleName())
                    .anyMatch("NamedInterface"::equals);
        } catch (ClassNotFoundException e) {
            // A package without a word is nobody's but its module's.
            return false;
        }
    }

    private static boolean ofTheSamePlugin(Use use) {
        String plugins = HOUSE + "plugins.";
        if (!use.from().startsWith(plugins) || !use.to().startsWith(plugins)) {
            return within(use.to(), use.from());
        }
        String id = use.from().substring(plugins.length()).split("\\.")[0];
        return within(use.to(), plugins + id);
    }

    /** Whether a package belongs to the house, but to none of these rooms. */
    private static boolean ofTheHouse(String name, String... rooms) {
        if (!name.startsWith(HOUSE)) {
            return false;
        }
        for (String room : rooms) {
            if (within(name, HOUSE + room)) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(String name, String... packages) {
        for (String known : packages) {
            if (name.equals(known) || name.startsWith(known + ".")) {
                return true;
            }
        }
        return false;
    }
}
