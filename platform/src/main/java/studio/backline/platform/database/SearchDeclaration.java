package studio.backline.platform.database;

import java.util.List;

/**
 * A search function that a plugin asks for by {@code @Searchable}.
 *
 * @param table a tenant table of the plugin whose primary key is (workspace_id, id)
 * @param column the text column with the folded words
 * @param sort columns that may be sorted by, each not null
 */
public record SearchDeclaration(String table, String column, List<String> sort) {

    public SearchDeclaration {
        sort = List.copyOf(sort);
    }
}
