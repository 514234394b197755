#!/bin/sh
# Installs estimation-core into a local repository of its own and builds the examples against the installed jars.
# What Maven has downloaded before is read from MAVEN_LOCAL_REPO (default: ~/.m2/repository); arguments go to Maven (-o).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
repository=$(mktemp -d)
trap 'rm -rf "$repository"' EXIT
downloads=${MAVEN_LOCAL_REPO:-$HOME/.m2/repository}

maven() {
  "$root/mvnw" -q -B -Dmaven.repo.local="$repository" -Dmaven.repo.local.tail="$downloads" "$@"
}

cd "$root"
maven "$@" -pl estimation-core -am install -DskipTests -Dmaven.javadoc.skip -Dspotless.check.skip -Dmdep.analyze.skip

for example in own-model embedding; do
  echo "example $example"
  maven "$@" -f "$here/$example/pom.xml" package
done

echo "example embedding, run"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" --module-path "$repository/com/aluminatiai/estimation-core/0.1.0-SNAPSHOT/estimation-core-0.1.0-SNAPSHOT.jar:$here/embedding/target/embedding-1.0.0.jar" \
  --module com.example.scheduler/com.example.scheduler.GreenScheduler
