/** Several servers as one house: on one database, behind one address. */
@NullMarked
package studio.backline.testkit.nodes;

import org.jspecify.annotations.NullMarked;
