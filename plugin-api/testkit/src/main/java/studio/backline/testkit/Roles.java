package studio.backline.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import studio.backline.contract.permission.Role;
import studio.backline.testkit.FirstEvening.Operator;

/** Somebody for each role in the workspace of the first evening, and what a plugin gives them. */
final class Roles {

    // The password of the first account serves them all.
    private static final String MEMBER =
            """
            with who as (
                insert into backline.account
                    (id, email, email_key, display_name, operator, created_at)
                values (gen_random_uuid(), '%1$s', '%1$s', '%2$s', false, now()) returning id),
            known as (
                insert into backline.account_password (account_id, hash, changed_at)
                select who.id, first.hash, now()
                from who, backline.account_password first limit 1)
            insert into backline.membership (workspace_id, account_id, role, since)
            select workspace_id, who.id, '%2$s', now() from who, backline.membership limit 1
            """;

    private Roles() {}

    /** Lets somebody in for each role but the owner's, who is there; none of them is operator. */
    static Map<Role, Operator> invite(TestDatabase database, Operator owner) {
        Map<Role, Operator> people = new EnumMap<>(Role.class);
        people.put(Role.OWNER, owner);
        for (Role role : List.of(Role.MANAGER, Role.MEMBER, Role.VIEWER)) {
            String mail = role.name().toLowerCase(Locale.ROOT) + "@backline.test";
            database.execute(MEMBER.formatted(mail, role.name()));
            people.put(role, new Operator(role.name(), mail, owner.password()));
        }
        return people;
    }

    /** From which role on a jar gives each of its permissions. */
    static Map<String, Role> given(Path jar) {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream said =
                        file.getInputStream(file.getJarEntry("META-INF/backline/plugin.yaml"))) {
            Map<String, Object> root =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(said);
            Map<String, Role> roles = new LinkedHashMap<>();
            for (Object each : (List<?>) root.getOrDefault("permissions", List.of())) {
                Map<?, ?> permission = (Map<?, ?>) each;
                String role = String.valueOf(permission.get("role")).toUpperCase(Locale.ROOT);
                roles.put(String.valueOf(permission.get("id")), Role.valueOf(role));
            }
            return roles;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the descriptor in " + jar, e);
        }
    }
}
