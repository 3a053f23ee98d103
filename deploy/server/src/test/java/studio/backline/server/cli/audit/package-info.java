/** What the command says of the record of who did what. */
@NullMarked
package studio.backline.server.cli.audit;

import org.jspecify.annotations.NullMarked;
