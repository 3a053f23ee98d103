/** The whole database, out as text and back into an empty one: schemas, rows, rights. */
@NamedInterface("dump")
@NullMarked
package studio.backline.platform.database.dump;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
