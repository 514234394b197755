#!/bin/sh
# Installs estimation-core and its test kit into a local repository of its own (examples/target/repository), builds the examples against
# the installed jars and runs them. What Maven has downloaded before is read from MAVEN_LOCAL_REPO (default:
# ~/.m2/repository). Arguments go to Maven (-o). EXAMPLES="own-model embedding json spark" chooses; SPARK_ROWS is how many
# workloads the example on Spark estimates.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
work=$here/target
repository=$work/repository
downloads=${MAVEN_LOCAL_REPO:-$HOME/.m2/repository}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

maven() {
  "$root/mvnw" -q -B -Dmaven.repo.local="$repository" -Dmaven.repo.local.tail="$downloads" "$@"
}

cd "$root"
maven "$@" -pl estimation-core/testing -am install -DskipTests -Dmaven.javadoc.skip -Dspotless.check.skip -Dmdep.analyze.skip

for example in ${EXAMPLES:-own-model embedding json spark}; do
  echo "example $example"
  maven "$@" -f "$here/$example/pom.xml" package
  case $example in
    embedding)
      "$java" --module-path "$repository/com/aluminatiai/estimation-core/0.1.0-SNAPSHOT/estimation-core-0.1.0-SNAPSHOT.jar:$here/embedding/target/embedding-1.0.0.jar" \
        --module com.example.scheduler/com.example.scheduler.GreenScheduler
      ;;
    json)
      "$java" --module-path "$repository/com/aluminatiai/estimation-core/0.1.0-SNAPSHOT/estimation-core-0.1.0-SNAPSHOT.jar:$here/json/target/json-1.0.0.jar" \
        --module com.example.json/com.example.json.Main
      ;;
    spark)
      "$java" "@$here/spark/jvm.options" -cp "$here/spark/target/classes:$(cat "$here/spark/target/class-path")" \
        com.example.spark.Throughput "${SPARK_ROWS:-200000}" "$work"
      ;;
  esac
done
