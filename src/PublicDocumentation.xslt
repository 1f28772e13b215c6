<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <!-- Copies the XML documentation without the members that are not public. -->
  <xsl:output method="xml" indent="no" encoding="utf-8" />

  <!-- The names of the public API, each between two bars: types, members, constructors as #ctor; without type arguments and parameters. -->
  <xsl:param name="public" />

  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" />
    </xsl:copy>
  </xsl:template>

  <xsl:template match="member">
    <!-- From M:Name.Space.Type`1.Member``1(Arguments) to Name.Space.Type.Member. -->
    <xsl:variable name="id" select="substring(@name, 3)" />
    <xsl:variable name="path" select="substring-before(concat($id, '('), '(')" />
    <xsl:variable name="plain" select="substring-before(concat($path, '``'), '``')" />
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="contains($plain, '`')">
          <xsl:value-of select="concat(substring-before($plain, '`'), substring(substring-after($plain, '`'), 2))" />
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$plain" />
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>

    <!-- Operators are public wherever their type is. -->
    <xsl:variable name="listed" select="substring-before(concat($name, '.op_'), '.op_')" />
    <xsl:if test="contains($public, concat('|', $listed, '|'))">
      <xsl:copy-of select="." />
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
