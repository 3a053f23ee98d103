package studio.backline.platform.database.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import studio.backline.platform.database.DeclarationReader;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.schema.SchemaTarget;

/** The core's own schema, read from the class path. */
public final class CoreSchema {

    private static final String MIGRATIONS = "classpath:db/core/V*.sql";
    private static final String DECLARATIONS = "classpath:META-INF/backline/core.yaml";

    private CoreSchema() {}

    /** All steps and declarations of the core's modules. */
    public static SchemaTarget read() {
        PathMatchingResourcePatternResolver resources =
                new PathMatchingResourcePatternResolver(CoreSchema.class.getClassLoader());
        try {
            List<SqlMigration> migrations = new ArrayList<>();
            for (Resource file : resources.getResources(MIGRATIONS)) {
                migrations.add(SqlMigration.named(String.valueOf(file.getFilename()), text(file)));
            }
            List<TableDeclaration> tables =
                    DeclarationReader.read(text(resources.getResource(DECLARATIONS)));
            return SchemaTarget.core(migrations, tables);
        } catch (IOException e) {
            throw new UncheckedIOException("The core's migrations cannot be read.", e);
        }
    }

    private static String text(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8);
    }
}
