# Each program of this repository as an image; docker compose builds them all. One alone:
#   docker build --build-arg PROGRAM=order-service -t streamflow/order-service .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# Once for all programs, without what tests need. The local repository outlives the build: libraries
# are downloaded once.
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -ntp -q -Dmaven.test.skip -Dmdep.skip -pl '!system-tests,!integration-tests' package

FROM eclipse-temurin:25-jre AS layers
ARG PROGRAM
WORKDIR /layers
COPY --from=build /build/${PROGRAM}/target/${PROGRAM}-*.jar program.jar
RUN java -Djarmode=tools -jar program.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 streamflow \
 && useradd --system --uid 10001 --gid streamflow --no-create-home --shell /usr/sbin/nologin streamflow \
 && install -d -o streamflow -g streamflow /data
# The heap is sized by the container's memory. Kafka's libraries need the last two, or the JVM warns.
ENV JDK_JAVA_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
WORKDIR /program
# From what changes least to what changes with each commit.
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
# The AOT cache: this very JVM makes all beans once, without servers, and keeps the classes.
RUN --mount=type=tmpfs,target=/tmp cd /tmp \
 && java -XX:AOTCacheOutput=/program/program.aot -Dspring.profiles.active=training \
      -Dspring.context.exit=onRefresh -jar /program/program.jar
USER streamflow
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080
EXPOSE 8080
# SIGTERM reaches the JVM itself, which then ends what it has begun.
ENTRYPOINT ["java", "-XX:AOTCache=/program/program.aot", "-jar", "/program/program.jar"]
