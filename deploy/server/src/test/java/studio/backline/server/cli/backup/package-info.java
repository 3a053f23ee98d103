/** What commands about archives and keys do before anything else. */
@NullMarked
package studio.backline.server.cli.backup;

import org.jspecify.annotations.NullMarked;
